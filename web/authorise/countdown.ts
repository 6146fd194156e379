/** Seconds that are left of an SMS code, counted down on the page. */

import { onUnmounted, type Ref, ref, watch } from 'vue';

/** `source` is looked at whenever its identity changes. By the clock, not by ticks: a phone in the pocket ticks slowly. */
export function useCountdown(source: () => { seconds: number } | null): Ref<number> {
  const left = ref(0);
  let endsAtMs = 0;
  const tick = () => {
    left.value = Math.max(0, Math.ceil((endsAtMs - Date.now()) / 1000));
  };
  watch(
    source,
    (given) => {
      endsAtMs = Date.now() + (given?.seconds ?? 0) * 1000;
      tick();
    },
    { immediate: true },
  );
  const timer = setInterval(tick, 500);
  onUnmounted(() => clearInterval(timer));
  return left;
}
