package io.efollowup.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedCacheTest {
  private final BoundedCache<Integer, String> cache = new BoundedCache<>(100);

  @Test
  void shouldNeverHoldMoreThanItsCapacity() {
    for (int i = 0; i < 10_000; i++) {
      cache.put(i, "v");
      assertThat(cache.size()).isLessThanOrEqualTo(100);
    }
    assertThat(cache.get(9_999)).contains("v");
    assertThat(cache.get(0)).isEmpty();
  }

  @Test
  void shouldKeepWhatIsAskedFor() {
    cache.put(-1, "kept");
    for (int i = 0; i < 1_000; i++) {
      cache.put(i, "v");
      assertThat(cache.get(-1)).contains("kept");
    }
  }

  @Test
  void shouldForgetWhatWasRemovedFromEitherGeneration() {
    cache.put(-1, "gone");
    for (int i = 0; i < 60; i++) {
      cache.put(i, "v");
    }
    cache.remove(-1);
    cache.remove(59);
    assertThat(cache.get(-1)).isEmpty();
    assertThat(cache.get(59)).isEmpty();
  }
}
