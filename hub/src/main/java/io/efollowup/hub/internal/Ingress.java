package io.efollowup.hub.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.Admission;
import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.DeviceMessage;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.guard.Sluice;
import io.efollowup.journal.Journal;
import io.efollowup.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a message from a device enters, whichever door it came through. The future completes normally
 * when the message may be acknowledged: it is in the journal, synced, or the operator chose to
 * forget its kind. It fails with a {@link HubException}, and then nothing may be acknowledged.
 *
 * <p>Does not block; the futures complete on other threads. Safe for use by several threads.
 */
public final class Ingress {
  private static final Logger log = LoggerFactory.getLogger(Ingress.class);

  private static final int MOST_WAITING_FOR_NOTICE = CloudToDeviceQueue.MOST_MESSAGES / 2;

  private final Admission admission;
  private final Journal journal;
  private final CloudToDeviceQueue cloudToDevice;
  private final StoreWork storeWork;
  private final HubMeters meters;
  private final Sluice sluice;

  public Ingress(
      Admission admission,
      Journal journal,
      CloudToDeviceQueue cloudToDevice,
      StoreWork storeWork,
      HubMeters meters,
      Sluice sluice) {
    this.admission = admission;
    this.journal = journal;
    this.cloudToDevice = cloudToDevice;
    this.storeWork = storeWork;
    this.meters = meters;
    this.sluice = sluice;
  }

  /** Takes one message. */
  public CompletableFuture<Void> accept(DeviceMessage message) {
    return excess(message.device(), List.of(message))
        .orElseGet(() -> enter(message, admission.judge(message)));
  }

  /**
   * Takes all or none: one message that is refused refuses them all. When the journal fails in the
   * middle, some are stored though none is acknowledged; sent again they are duplicates.
   */
  public CompletableFuture<Void> acceptAll(List<DeviceMessage> messages) {
    if (messages.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return excess(messages.getFirst().device(), messages).orElseGet(() -> enterAll(messages));
  }

  /** What is sent counts, though it be refused. */
  private Optional<CompletableFuture<Void>> excess(String device, List<DeviceMessage> messages) {
    Optional<HubException> excess = sluice.excess(device);
    messages.forEach(message -> sluice.sent(device, message.size()));
    return excess.map(CompletableFuture::failedFuture);
  }

  private CompletableFuture<Void> enterAll(List<DeviceMessage> messages) {
    List<Admission.Verdict> verdicts = messages.stream().map(admission::judge).toList();
    for (Admission.Verdict verdict : verdicts) {
      if (verdict instanceof Admission.Verdict.Refuse refuse) {
        return refused(refuse);
      }
    }
    List<CompletableFuture<Void>> entering = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      entering.add(enter(messages.get(i), verdicts.get(i)));
    }
    return CompletableFuture.allOf(entering.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> enter(DeviceMessage message, Admission.Verdict verdict) {
    return switch (verdict) {
      case Admission.Verdict.Admit admit -> append(message, admit);
      case Admission.Verdict.Refuse refuse -> refused(refuse);
      case Admission.Verdict.Discard ignored -> {
        meters.discarded();
        yield CompletableFuture.completedFuture(null);
      }
    };
  }

  private static CompletableFuture<Void> refused(Admission.Verdict.Refuse refuse) {
    return CompletableFuture.failedFuture(new HubException(HubError.MESSAGE_REFUSED, refuse.why()));
  }

  /** What the device said beside its payload is not kept while that waits for its turn. */
  private CompletableFuture<Void> append(DeviceMessage message, Admission.Verdict.Admit admit) {
    String device = message.device();
    JournalEntry entry = new JournalEntry(device, message.receivedAt(), admit.payload());
    CompletableFuture<Long> synced =
        sluice.submit(device, admit.payload().length, () -> journal.append(entry));
    CompletableFuture<Void> durable =
        synced.handle(
            (position, failure) -> {
              if (failure != null) {
                throw notDurable(failure);
              }
              meters.accepted();
              return null;
            });
    return admit
        .notice()
        .map(notice -> durable.thenCompose(done -> enqueue(device, notice)))
        .orElse(durable);
  }

  private static HubException notDurable(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new HubException(
        HubError.JOURNAL_UNAVAILABLE,
        "The message could not be stored; send it again later.",
        cause);
  }

  /**
   * Tells a device that a message of its was refused, where its protocol has no word for that. Not
   * while many messages wait for it: they are worth more. Never fails.
   *
   * @param messageId the sender's id for it, if any
   */
  public CompletableFuture<Void> tellRefused(
      String device, Optional<String> messageId, HubException refusal) {
    if (cloudToDevice.depth(device) >= MOST_WAITING_FOR_NOTICE) {
      meters.noticeDropped();
      return CompletableFuture.completedFuture(null);
    }
    ObjectNode notice = Json.object().put("schema", "efollowup.refusals/1");
    messageId.ifPresent(id -> notice.put("message", id));
    notice
        .putArray("refused")
        .addObject()
        .put("item", "message")
        .put("reason", refusal.error().reason())
        .put("why", refusal.getMessage());
    return enqueue(device, Json.write(notice));
  }

  /** Never fails: the message is stored, and its acknowledgement does not hang on its notice. */
  private CompletableFuture<Void> enqueue(String device, byte[] notice) {
    return storeWork
        .run(
            () -> {
              cloudToDevice.enqueue(device, CloudToDeviceMessage.of(notice));
              return device;
            })
        .handle(
            (queued, failure) -> {
              if (failure != null) {
                meters.noticeDropped();
                log.debug("A notice of refused items could not be queued for its device");
              }
              return null;
            });
  }
}
