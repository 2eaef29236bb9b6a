package io.efollowup.bench.artemis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.postoffice.impl.LocalQueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/**
 * One broker in a process of its own: {@code DIRECTORY PORT KEYSTORE QUEUES}. It says {@code ready}
 * when it listens, empties its queues when a line {@code purge} arrives and says {@code purged} and
 * what there was, and ends when its standard input does, so that it never outlives the benchmark.
 */
public final class Broker {
  private Broker() {}

  public static void main(String[] arguments) throws Exception {
    BrokerSettings settings =
        new BrokerSettings(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            Path.of(arguments[2]),
            Integer.parseInt(arguments[3]));
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfiguration(settings.configuration());
    broker.start();
    System.out.println(
        "ready amqps=%1$d mqtts=%1$d %2$s".formatted(settings.port(), settings.journal()));
    serve(broker.getActiveMQServer());
    broker.stop();
    // Whatever threads the broker leaves behind are not worth waiting for.
    System.exit(0);
  }

  private static void serve(ActiveMQServer server) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.equals("purge")) {
        throw new IOException("not a command of the broker: " + line);
      }
      System.out.println("purged " + purge(server));
    }
  }

  /** Says how much there was, and whether some of it had left memory already. */
  private static String purge(ActiveMQServer server) throws Exception {
    long messages = 0;
    long paging = 0;
    for (Binding binding : server.getPostOffice().getAllBindings().toList()) {
      if (binding instanceof LocalQueueBinding local) {
        Queue queue = local.getQueue();
        messages += queue.getMessageCount();
        paging += queue.getPagingStore().isPaging() ? 1 : 0;
        queue.deleteAllReferences();
      }
    }
    return "%d messages, of %d queues that page".formatted(messages, paging);
  }
}
