package io.efollowup.conformance;

import io.efollowup.testkit.process.HubProcess;
import io.efollowup.testkit.process.TrustedAuthorities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Starts each kind of hub when a class first asks for it and stops all of them at the end of the
 * JVM: one that runs beside another is given its classes one by one, each as a run of its own.
 */
final class HubExtension implements ExecutionCondition, ParameterResolver {
  private static final Map<OnHub.Kind, Running> HUBS = new EnumMap<>(OnHub.Kind.class);
  private static final List<Path> AUTHORITIES = new ArrayList<>();

  /** Skips the tests of a hub that may not be started here, and says why. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      running(context);
      return ConditionEvaluationResult.enabled("the hub runs");
    } catch (TestAbortedException e) {
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }

  private static synchronized Running running(ExtensionContext context) {
    OnHub.Kind kind = context.getRequiredTestClass().getAnnotation(OnHub.class).value();
    return HUBS.computeIfAbsent(kind, Running::start);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Clients.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context).clients();
  }

  /** A hub, and what tests know of it. */
  private record Running(HubProcess hub, String owner) {
    /**
     * Not on the caller's thread: client libraries that were closed interrupt it at times, even
     * while it waits here.
     */
    static Running start(OnHub.Kind kind) {
      try {
        return CompletableFuture.supplyAsync(() -> begin(kind)).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof TestAbortedException skipped) {
          throw skipped;
        }
        throw e;
      } finally {
        Thread.interrupted();
      }
    }

    private static Running begin(OnHub.Kind kind) {
      HubProcess hub = HubProcess.start(kind.address(), kind.setting());
      Runtime.getRuntime().addShutdownHook(new Thread(hub::close));
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
  }
}
