package io.efollowup.conformance;

import io.efollowup.testkit.process.HubProcess;
import io.efollowup.testkit.process.TrustedAuthorities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts each kind of hub when a class first asks for it and stops all of them at the end. */
final class HubExtension implements ParameterResolver {
  private static final Namespace HUBS = Namespace.create(HubExtension.class);
  private static final List<Path> AUTHORITIES = new ArrayList<>();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Clients.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    OnHub.Kind kind = context.getRequiredTestClass().getAnnotation(OnHub.class).value();
    return context
        .getRoot()
        .getStore(HUBS)
        .getOrComputeIfAbsent(kind, Running::start, Running.class)
        .clients();
  }

  /** A hub, and what tests know of it. */
  private record Running(HubProcess hub, String owner) implements AutoCloseable {
    static Running start(OnHub.Kind kind) {
      HubProcess hub = HubProcess.start(kind.address(), kind.setting());
      trust(hub.authority());
      return new Running(hub, hub.tell("hub", "connection-string", "--policy", "iothubowner"));
    }

    /** The service library's REST clients take no trust but the process's own. */
    private static void trust(Path authority) {
      AUTHORITIES.add(authority);
      HttpsURLConnection.setDefaultSSLSocketFactory(
          TrustedAuthorities.context(AUTHORITIES).getSocketFactory());
    }

    Clients clients() {
      return new Clients(hub, owner);
    }

    @Override
    public void close() {
      hub.close();
    }
  }
}
