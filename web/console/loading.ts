/** What a page is while it waits for its data, has it, or could not get it; and lists that grow page by page. */

import { type Ref, ref, shallowRef } from 'vue';
import { sentenceOf } from './call-api.ts';
import type { Page } from './resources.ts';

export interface Loaded<T> {
  data: Ref<T | null>;
  isLoading: Ref<boolean>;
  fault: Ref<string>;
  reload(): Promise<void>;
}

/** What was there stays until the new is: nothing jumps. An answer that comes after a newer question is dropped. */
export function useLoad<T>(read: () => Promise<T>): Loaded<T> {
  const data = shallowRef<T | null>(null);
  const isLoading = ref(false);
  const fault = ref('');
  let asked = 0;
  async function reload(): Promise<void> {
    asked += 1;
    const mine = asked;
    isLoading.value = true;
    fault.value = '';
    try {
      const found = await read();
      if (mine === asked) data.value = found;
    } catch (error) {
      if (mine === asked) fault.value = sentenceOf(error);
    } finally {
      if (mine === asked) isLoading.value = false;
    }
  }
  void reload();
  return { data, isLoading, fault, reload };
}

export interface LoadedList<T> extends Loaded<T[]> {
  hasMore: Ref<boolean>;
  more(): Promise<void>;
}

export function useList<T, N extends string | number>(read: (next: N | null) => Promise<Page<T, N>>): LoadedList<T> {
  const next = shallowRef<N | null>(null);
  const hasMore = ref(false);
  const isMore = ref(false);
  const list = useLoad(async () => {
    const page = await read(null);
    next.value = page.next;
    hasMore.value = page.next !== null;
    return page.rows;
  });
  async function more(): Promise<void> {
    const [place, before] = [next.value, list.data.value];
    if (place === null || isMore.value) return;
    isMore.value = true;
    try {
      const page = await read(place);
      // The list was asked for anew meanwhile: these rows belong to the old one.
      if (list.data.value !== before) return;
      list.data.value = [...(before ?? []), ...page.rows];
      next.value = page.next;
      hasMore.value = page.next !== null;
    } catch (error) {
      list.fault.value = sentenceOf(error);
    } finally {
      isMore.value = false;
    }
  }
  return { ...list, hasMore, more };
}

/** An act that a button starts: it runs once at a time, and says what went wrong. */
export function useAct() {
  const isBusy = ref(false);
  const fault = ref('');
  async function act(work: () => Promise<void>): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    fault.value = '';
    try {
      await work();
      return true;
    } catch (error) {
      fault.value = sentenceOf(error);
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, fault, act };
}
