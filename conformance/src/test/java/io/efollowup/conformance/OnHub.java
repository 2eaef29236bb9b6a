package io.efollowup.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs a class against a hub, which its constructor takes as {@code Clients}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(HubExtension.class)
@interface OnHub {
  Kind value() default Kind.ACCEPTING;

  /** The hubs there are. Each runs once in a JVM, from its first use to the end of its tests. */
  enum Kind {
    /** Takes messages of any content. */
    ACCEPTING(21, "hub.foreign-messages=accept"),
    /** Takes this platform's telemetry only, as installations do. */
    STRICT(22, "hub.foreign-messages=refuse"),
    /** May be killed and started again by the one class that uses it. */
    MORTAL(23, "hub.foreign-messages=accept");

    private final int host;
    private final String setting;

    Kind(int host, String setting) {
      this.host = host;
      this.setting = setting;
    }

    /** One for each JVM that runs tests beside another. */
    String address() {
      return "127.0.%d.%d".formatted(Integer.getInteger("efollowup.fork", 0), host);
    }

    String setting() {
      return setting;
    }
  }
}
