package io.efollowup.hub.internal;

import io.efollowup.hub.HubException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a device asks of its twin over a connection, one after the other. The futures never fail: a
 * refusal is an answer too. To be used on the connection's loop; the futures complete anywhere.
 */
public final class TwinRequests {
  private static final byte[] NOTHING = new byte[0];
  private static final int DONE = 200;
  private static final int NO_CONTENT = 204;

  private final HubServices services;
  private final String device;
  private CompletableFuture<Answer> last = CompletableFuture.completedFuture(Answer.done());

  /**
   * What a request led to.
   *
   * @param status as HTTP has it
   * @param version of the reported properties, where they were changed
   * @param body JSON; may be empty
   */
  @SuppressWarnings("ArrayRecordComponent") // one owner at a time
  public record Answer(int status, OptionalLong version, byte[] body) {
    /** Done, nothing to say. */
    public static Answer done() {
      return new Answer(DONE, OptionalLong.empty(), NOTHING);
    }

    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  public TwinRequests(HubServices services, String device) {
    this.services = services;
    this.device = device;
  }

  /**
   * Reads the twin as the device sees it.
   *
   * @param answered told before the next request is begun
   */
  public CompletableFuture<Answer> get(Consumer<Answer> answered) {
    return inTurn(
        answered,
        () ->
            services
                .storeWork()
                .run(
                    () ->
                        new Answer(
                            DONE,
                            OptionalLong.empty(),
                            services.twins().get(device).deviceView())));
  }

  /** Changes reported properties. */
  public CompletableFuture<Answer> report(
      byte[] patch, OptionalLong ifVersion, Consumer<Answer> answered) {
    return inTurn(
        answered,
        () ->
            services
                .storeWork()
                .run(() -> services.twins().report(device, patch, ifVersion))
                .thenApply(version -> new Answer(NO_CONTENT, OptionalLong.of(version), NOTHING)));
  }

  /** Does something else when those before are done; what it fails with is counted. */
  public CompletableFuture<Answer> inTurn(
      Consumer<Answer> answered, Supplier<CompletableFuture<Answer>> request) {
    last =
        last.thenCompose(before -> request.get())
            .exceptionally(failure -> refusal(HubException.of(failure)))
            .thenApply(
                answer -> {
                  answered.accept(answer);
                  return answer;
                });
    return last;
  }

  private Answer refusal(HubException refusal) {
    services.meters().refused(refusal.error());
    byte[] body = Json.write(NumberedError.of(refusal, services.clock().instant()));
    return new Answer(refusal.error().status(), OptionalLong.empty(), body);
  }
}
