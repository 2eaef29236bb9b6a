package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.DesiredChange;
import io.efollowup.hub.DeviceSessions.Wanted;
import io.efollowup.hub.HubException;
import io.efollowup.hub.MethodRequest;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.PercentEncoding;
import io.efollowup.hub.internal.TwinRequests;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a device has subscribed to on one connection, and what it therefore is sent. Where its
 * session is kept, so is this, before the device is told. On the connection's loop.
 */
final class Feeds implements Publications.Twin {
  private static final int REFUSED = 0x80;
  private static final short NO_SUCH_SUBSCRIPTION = 0x11;

  private final MqttPort port;
  private final Tenure tenure;
  private final boolean kept;
  private final TwinRequests twin;
  private final Map<Feed, Wanted> wanted = new EnumMap<>(Feed.class);
  private final Map<Feed, Subscription> sources = new EnumMap<>(Feed.class);
  private Optional<DeviceboundFeed> devicebound = Optional.empty();
  private boolean closed;

  Feeds(MqttPort port, Tenure tenure) {
    this.port = port;
    this.tenure = tenure;
    this.kept = tenure.outlivesConnection();
    this.twin = new TwinRequests(port.services(), port.device());
  }

  /** Goes on with what was kept. */
  void resume(Map<String, Wanted> feeds) {
    feeds.forEach((name, filter) -> open(Feed.valueOf(name), filter));
  }

  void subscribe(Packet.Subscribe asked) {
    Map<String, Wanted> granted = new HashMap<>();
    List<Integer> codes = new ArrayList<>();
    for (Packet.Wish wish : asked.wishes()) {
      try {
        Feed feed = Feed.of(wish.filter(), port.device());
        int qos = Math.min(1, wish.qos());
        granted.put(feed.name(), new Wanted(wish.filter(), qos));
        codes.add(qos);
      } catch (HubException e) {
        port.services().meters().refused(e.error());
        codes.add(code(wish, e));
      }
    }
    keep(
        !granted.isEmpty(),
        () -> tenure.subscribe(granted),
        () -> {
          port.send(PacketWriter.subAck(asked.id(), codes));
          resume(granted);
        });
  }

  private int code(Packet.Wish wish, HubException why) {
    if (port.version() == Version.V3_1_1) {
      return REFUSED;
    }
    if (wish.filter().startsWith("$share/")) {
      return Reasons.NO_SHARED_SUBSCRIPTIONS;
    }
    return switch (why.error()) {
      case PERMISSION_MISSING -> Reasons.NOT_AUTHORISED;
      default -> Reasons.FILTER_INVALID;
    };
  }

  void unsubscribe(Packet.Unsubscribe asked) {
    List<Feed> ended = new ArrayList<>();
    List<Short> codes = new ArrayList<>();
    for (String filter : asked.filters()) {
      Optional<Feed> feed = subscribed(filter).filter(found -> !ended.contains(found));
      feed.ifPresent(ended::add);
      codes.add(feed.isPresent() ? 0 : NO_SUCH_SUBSCRIPTION);
    }
    keep(
        !ended.isEmpty(),
        () -> tenure.unsubscribe(ended.stream().map(Enum::name).toList()),
        () -> {
          ended.forEach(this::stop);
          port.send(PacketWriter.unsubAck(asked.id(), codes, port.version()));
        });
  }

  private Optional<Feed> subscribed(String filter) {
    return wanted.entrySet().stream()
        .filter(entry -> entry.getValue().filter().equals(filter))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Nothing else is heard until what is to be kept is durable; then the device is told. */
  private void keep(boolean changed, Runnable store, Runnable tell) {
    if (!kept || !changed) {
      tell.run();
      return;
    }
    port.hold(Intake.Hold.DECIDING, true);
    port.services()
        .storeWork()
        .perform(store)
        .whenComplete(
            (done, failure) ->
                port.loop()
                    .execute(
                        () -> {
                          if (failure != null) {
                            port.close(HubException.of(failure));
                          } else if (!closed) {
                            tell.run();
                            port.hold(Intake.Hold.DECIDING, false);
                          }
                        }));
  }

  private void open(Feed feed, Wanted filter) {
    wanted.put(feed, filter);
    switch (feed) {
      case DEVICEBOUND -> {
        if (devicebound.isEmpty()) {
          devicebound = Optional.of(new DeviceboundFeed(port, filter, kept));
        }
        devicebound.get().want(filter);
      }
      case DESIRED ->
          sources.computeIfAbsent(
              feed,
              absent ->
                  port.services()
                      .twins()
                      .onDesired(
                          port.device(), change -> port.loop().execute(() -> desired(change))));
      case METHODS ->
          sources.computeIfAbsent(
              feed,
              absent ->
                  port.services()
                      .methods()
                      .serve(port.device(), call -> port.loop().execute(() -> call(call))));
      case TWIN_ANSWERS -> {} // sent as the device asks
    }
  }

  private void stop(Feed feed) {
    wanted.remove(feed);
    Subscription source = sources.remove(feed);
    if (source != null) {
      source.close();
    }
    if (feed == Feed.DEVICEBOUND) {
      devicebound.ifPresent(DeviceboundFeed::stop);
    }
  }

  private void desired(DesiredChange change) {
    say(Feed.DESIRED, "?$version=" + change.version(), change.patch());
  }

  private void call(MethodRequest call) {
    say(Feed.METHODS, call.name() + "/?$rid=" + call.id(), call.payload());
  }

  @Override
  public CompletionStage<?> get(String request) {
    return twin.get(answer -> answer(request, answer));
  }

  @Override
  public CompletionStage<?> report(Topic.PatchReported patch, byte[] body) {
    return twin.report(body, patch.ifVersion(), answer -> answer(patch.request(), answer));
  }

  private void answer(String request, TwinRequests.Answer answer) {
    port.loop()
        .execute(
            () ->
                say(
                    Feed.TWIN_ANSWERS,
                    answer.status() + "/?$rid=" + PercentEncoding.encode(request) + version(answer),
                    answer.body()));
  }

  private static String version(TwinRequests.Answer answer) {
    return answer.version().isPresent() ? "&$version=" + answer.version().getAsLong() : "";
  }

  /** News that are worth something now or never: at QoS 0, and only to whoever asked for them. */
  private void say(Feed feed, String rest, byte[] body) {
    Wanted filter = wanted.get(feed);
    if (filter != null) {
      port.send(
          PacketWriter.publish(
              Feed.prefix(filter.filter()) + rest,
              0,
              false,
              0,
              MqttProperties.NO_PROPERTIES,
              body));
    }
  }

  void acknowledged(Packet.PubAck acknowledged) {
    devicebound.ifPresent(feed -> feed.acknowledged(acknowledged.id(), acknowledged.reason()));
  }

  /** The client reads again. */
  void pump() {
    devicebound.ifPresent(DeviceboundFeed::pump);
  }

  void close() {
    closed = true;
    wanted.clear();
    sources.values().forEach(Subscription::close);
    sources.clear();
    devicebound.ifPresent(DeviceboundFeed::close);
  }
}
