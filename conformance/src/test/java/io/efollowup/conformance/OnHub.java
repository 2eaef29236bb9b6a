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

  /** The hubs there are. Each runs once, from its first use to the end of all tests. */
  enum Kind {
    /** Takes messages of any content. */
    ACCEPTING("127.0.0.21", "hub.foreign-messages=accept"),
    /** Takes this platform's telemetry only, as installations do. */
    STRICT("127.0.0.22", "hub.foreign-messages=refuse"),
    /** May be killed and started again by the one class that uses it. */
    MORTAL("127.0.0.23", "hub.foreign-messages=accept");

    private final String address;
    private final String setting;

    Kind(String address, String setting) {
      this.address = address;
      this.setting = setting;
    }

    String address() {
      return address;
    }

    String setting() {
      return setting;
    }
  }
}
