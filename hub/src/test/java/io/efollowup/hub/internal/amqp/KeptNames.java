package io.efollowup.hub.internal.amqp;

import java.lang.reflect.Field;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;

/** The names that the engine keeps, of all connections and for ever. */
final class KeptNames {
  private KeptNames() {}

  static int count() {
    try {
      Field names = Symbol.class.getDeclaredField("_symbols");
      names.setAccessible(true);
      return ((Map<?, ?>) names.get(null)).size();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the engine keeps its names elsewhere now", e);
    }
  }
}
