/** The console page's entry. */

import { createApp, watch } from 'vue';
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/el-button.css';
import 'element-plus/theme-chalk/el-dialog.css';
import 'element-plus/theme-chalk/el-input.css';
import 'element-plus/theme-chalk/el-overlay.css';
import 'element-plus/theme-chalk/el-switch.css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import './console.css';
import App from './App.vue';
import { me } from './call-api.ts';
import { router } from './router.ts';

watch(me, (now) => {
  const { path, fullPath } = router.currentRoute.value;
  if (now === null && path !== '/login') void router.push({ path: '/login', query: { to: fullPath } });
});

createApp(App).use(router).mount('#app');
