package io.efollowup.hub.internal;

import java.util.stream.IntStream;

/**
 * Locks to be synchronized on, one for each key. Several keys may share one, so that there are few
 * and none has to be forgotten: who holds one asks for no other. Safe for use by several threads.
 */
public final class Stripes {
  private static final int COUNT = 256;

  private final Object[] locks =
      IntStream.range(0, COUNT).mapToObj(number -> new Object()).toArray();

  /** Always the same for the same key. */
  public Object of(String key) {
    return locks[Math.floorMod(key.hashCode(), COUNT)];
  }
}
