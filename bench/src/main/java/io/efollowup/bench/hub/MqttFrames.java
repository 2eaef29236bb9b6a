package io.efollowup.bench.hub;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/** Cuts what arrives into packets. On one event loop. */
final class MqttFrames implements Handler<Buffer> {
  private static final int MORE = 0x80;
  private static final int LONGEST_LENGTH = 4;

  private final Reader reader;
  private final Runnable afterwards;
  private Buffer rest = Buffer.buffer();

  /** Is told of each packet. */
  interface Reader {
    /**
     * @param first the first byte
     * @param body what follows the length
     */
    void packet(int first, Buffer body);
  }

  /**
   * @param afterwards to be done when all packets of one arrival are told
   */
  MqttFrames(Reader reader, Runnable afterwards) {
    this.reader = reader;
    this.afterwards = afterwards;
  }

  @Override
  public void handle(Buffer part) {
    Buffer all = rest.length() == 0 ? part : rest.appendBuffer(part);
    int done = 0;
    for (int end = end(all, done); end >= 0; end = end(all, done)) {
      int body = bodyAt(all, done);
      reader.packet(all.getUnsignedByte(done), all.slice(body, end));
      done = end;
    }
    rest = done == all.length() ? Buffer.buffer() : all.getBuffer(done, all.length());
    afterwards.run();
  }

  /** Where the body of the packet begins; -1 when that is not known yet. */
  private static int bodyAt(Buffer all, int begin) {
    for (int i = 1; i <= LONGEST_LENGTH && begin + i < all.length(); i++) {
      if (all.getUnsignedByte(begin + i) < MORE) {
        return begin + i + 1;
      }
    }
    return -1;
  }

  /** Where the packet ends; -1 when it has not come whole. */
  private static int end(Buffer all, int begin) {
    int body = bodyAt(all, begin);
    if (body < 0) {
      return -1;
    }
    int length = 0;
    for (int i = body - 1; i > begin; i--) {
      length = length * MORE + all.getUnsignedByte(i) % MORE;
    }
    return body + length <= all.length() ? body + length : -1;
  }
}
