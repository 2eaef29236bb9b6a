package io.efollowup.bench.artemis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.nativo.jlibaio.LibaioContext;

/**
 * What makes the broker give the hub's promise, accepted means on disk and synced, and otherwise as
 * fast as its makers know how: asynchronous I/O where the machine has libaio, and the journal's
 * gathering time set from the speed of this disk, as its own {@code artemis create} does.
 *
 * @param directory of its journal
 * @param port to listen on, on the loopback address
 * @param keyStore PKCS#12 without a password worth the name, of the installation's certificate
 * @param queues durable ones, {@code load.0} and on for AMQP, {@code mqtt.0} and on for MQTT, one a
 *     connection
 */
record BrokerSettings(Path directory, int port, Path keyStore, int queues) {
  private static final String KEY_STORE_PASSWORD = "loopback";

  /** Messages wait in memory, for the queues are emptied between measurements. */
  private static final long HALF_OF_MEMORY = Runtime.getRuntime().maxMemory() / 2;

  Configuration configuration() throws IOException {
    int gathering = (int) DiskSpeed.nanosPerSync(directory);
    Configuration configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(true)
            .setJournalDirectory(directory.resolve("journal").toString())
            .setBindingsDirectory(directory.resolve("bindings").toString())
            .setPagingDirectory(directory.resolve("paging").toString())
            .setLargeMessagesDirectory(directory.resolve("large").toString())
            .setJournalType(journal())
            .setJournalSyncTransactional(true)
            .setJournalSyncNonTransactional(true)
            .setJournalDatasync(true)
            .setJournalBufferTimeout_NIO(gathering)
            .setJournalBufferTimeout_AIO(gathering)
            .setGlobalMaxSize(HALF_OF_MEMORY)
            .setMaxDiskUsage(-1)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .setMessageCounterEnabled(false)
            .addAcceptorConfiguration(acceptor())
            .addAddressSetting(
                "#",
                new AddressSettings().setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE));
    for (int i = 0; i < queues; i++) {
      configuration.addQueueConfiguration(
          QueueConfiguration.of("load." + i).setRoutingType(RoutingType.ANYCAST).setDurable(true));
      configuration.addQueueConfiguration(
          QueueConfiguration.of("mqtt." + i)
              .setRoutingType(RoutingType.MULTICAST)
              .setDurable(true));
    }
    return configuration;
  }

  /** Asynchronous where the native library finds libaio. */
  JournalType journal() {
    return LibaioContext.isLoaded() ? JournalType.ASYNCIO : JournalType.NIO;
  }

  private TransportConfiguration acceptor() {
    return new TransportConfiguration(
        NettyAcceptorFactory.class.getName(),
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            port,
            "protocols",
            "AMQP,MQTT",
            "sslEnabled",
            true,
            "keyStoreType",
            "PKCS12",
            "keyStorePath",
            keyStore.toString(),
            "keyStorePassword",
            KEY_STORE_PASSWORD));
  }
}
