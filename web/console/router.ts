/** The console's pages, each loaded when it is first opened; who is not signed in gets to the sign-in and back. */

import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router';
import { callApi, me, type Start } from './call-api.ts';

export const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./pages/OverviewPage.vue') },
  { path: '/sessions', component: () => import('./pages/SessionsPage.vue') },
  { path: '/sessions/:sid', component: () => import('./pages/SessionPage.vue') },
  { path: '/pushes', component: () => import('./pages/PushesPage.vue') },
  { path: '/apps', component: () => import('./pages/AppsPage.vue') },
  { path: '/carriers', component: () => import('./pages/CarriersPage.vue') },
  { path: '/tag-lists', component: () => import('./pages/TagListsPage.vue') },
  { path: '/audit', component: () => import('./pages/AuditPage.vue') },
  { path: '/accounts', component: () => import('./pages/AccountsPage.vue') },
  { path: '/login', component: () => import('./pages/LoginPage.vue') },
  { path: '/:other(.*)*', redirect: '/' },
];

export const router = createRouter({ history: createWebHashHistory(), routes, scrollBehavior: () => ({ top: 0 }) });

let asked = false;

router.beforeEach(async ({ path, fullPath }) => {
  if (!asked) {
    asked = true;
    // When the service cannot be reached, the sign-in page says so.
    me.value = await callApi<Start>('GET', '/start').then(
      (start) => start.me,
      () => null,
    );
  }
  if (me.value === null && path !== '/login') return { path: '/login', query: { to: fullPath } };
  if (me.value !== null && path === '/login') return '/';
  return true;
});
