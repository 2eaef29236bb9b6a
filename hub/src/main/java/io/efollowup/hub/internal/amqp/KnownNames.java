package io.efollowup.hub.internal.amqp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.TerminusExpiryPolicy;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.DescribedTypeConstructor;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.apache.qpid.proton.codec.FastPathDescribedTypeConstructor;

/**
 * The names and numbers in the frames of peers that mean something to the hub: the protocol's
 * types, and what client libraries call links by. Safe for use by several threads.
 */
final class KnownNames {
  /** Libraries give both links of a pair the same. */
  static final Symbol CORRELATION = Symbol.valueOf("com.microsoft:channel-correlation-id");

  /** Of a name, in characters. */
  static final int LONGEST = 255;

  private static final Set<String> NAMES = new HashSet<>();
  private static final Set<Long> NUMBERS = new HashSet<>();

  static {
    new Listing();
    NAMES.add(CORRELATION.toString());
    NAMES.addAll(List.of("move", "copy")); // how a source distributes
    for (TerminusExpiryPolicy policy : TerminusExpiryPolicy.values()) {
      NAMES.add(policy.getPolicy().toString());
    }
  }

  /** Is told all types of the protocol by the engine itself. */
  private static final class Listing extends DecoderImpl {
    Listing() {
      AMQPDefinedTypes.registerAllTypes(this, new EncoderImpl(this));
    }

    @Override
    public void register(Object descriptor, FastPathDescribedTypeConstructor<?> type) {
      list(descriptor);
    }

    @Override
    public void register(Object descriptor, DescribedTypeConstructor type) {
      list(descriptor);
    }

    private static void list(Object descriptor) {
      switch (descriptor) {
        case Symbol name -> NAMES.add(name.toString());
        case UnsignedLong number -> NUMBERS.add(number.longValue());
        default -> throw new IllegalStateException("the protocol has no such descriptor");
      }
    }
  }

  private KnownNames() {}

  static boolean contain(String name) {
    return NAMES.contains(name);
  }

  static boolean contain(long number) {
    return NUMBERS.contains(number);
  }
}
