/** The phone page's entry: the link is opened while the page is drawn. */

import 'vant/es/style/base.css';
import 'vant/es/loading/index.css';
import 'vant/es/button/index.css';
import './page.css';
import { createApp } from 'vue';
import App from './App.vue';
import { openPage, page, refresh } from './page-state.ts';

createApp(App).mount('#app');
void openPage();

// Back from the carrier's SMS, from another app, or from a tunnel: show what is so now.
addEventListener('online', () => page.view && void refresh());
addEventListener('pageshow', ({ persisted }) => persisted && void refresh());
