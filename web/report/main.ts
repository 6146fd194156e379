/** The report page's entry. */

import { createApp } from 'vue';
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/el-dialog.css';
import 'element-plus/theme-chalk/el-overlay.css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import '../console/console.css';
import './report.css';
import './print.css';
import App from './App.vue';

createApp(App).mount('#app');
