/** The subscriber's own page: its entry. */

import 'vant/es/style/base.css';
import 'vant/es/loading/index.css';
import 'vant/es/button/index.css';
import '../authorise/page.css';
import './my.css';
import { createApp } from 'vue';
import App from './App.vue';
import { my, refresh } from './my-state.ts';

createApp(App).mount('#app');
void refresh();

// Back from the message with the code, or from a tunnel: show what is so now.
addEventListener('online', () => my.view && void refresh());
addEventListener('pageshow', ({ persisted }) => persisted && void refresh());
