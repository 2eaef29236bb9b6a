package io.efollowup.hub.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.efollowup.hub.FuzzInputs;
import io.efollowup.hub.HubLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.util.concurrent.ImmediateExecutor;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a peer says first, in pieces of any size, nothing of it is held when it has gone. */
class DoorTlsFuzzTest {
  private static final HubLimits.Connections LIMITS = new HubLimits.Connections(10, 0, 4, 4, 0, 0);

  /** What a client of TLS 1.3 and 1.2 once said first; another would say another at every run. */
  private static final String HELLO =
      "FgMDAM8BAADLAwMs4voDPrjv4OMbtznV8861rUMQJJNvdxb2K7heSHjpwSAX/Yx9J4/EPQjDR/BxYBzayyjm"
          + "eeduNinChK/5u32kIQAEEwHAKwEAAH4ABQAFAQAAAAAACgAEAAIAHQALAAIBAAARAAkABwIABAAAAAAA"
          + "FwAAACMAAAANAAYABAQDCAQAKwAFBAMEAwMALQACAQEAMgAGAAQEAwgEADMAJgAkAB0AIBbB7pXmOYqV"
          + "p9T6ZZnbtHBts7c19Gqq51qyFeLMZTZm/wEAAQA=";

  private final Doorkeeper keeper = new Doorkeeper(LIMITS, why -> {}, System::nanoTime);

  static Stream<byte[]> seeds() {
    byte[] hello = Base64.getDecoder().decode(HELLO);
    byte[] inPieces = new byte[hello.length + 1];
    inPieces[0] = 7;
    System.arraycopy(hello, 0, inPieces, 1, hello.length);
    byte[] whole = inPieces.clone();
    whole[0] = 0;
    return Stream.of(
        whole,
        inPieces,
        Arrays.copyOf(inPieces, 40),
        new byte[] {1, 22, 3, 1, 0, 0, 22, 3, 1, (byte) 0xff, (byte) 0xff},
        "\0GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** The first byte says how large the pieces are; 0: all at once. */
  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) {
    List<ByteBuf> given = new ArrayList<>();
    EmbeddedChannel channel = new EmbeddedChannel(handler());
    try {
      int piece = bytes.length == 0 || bytes[0] == 0 ? bytes.length : bytes[0] & 0xff;
      for (int at = 1; at < bytes.length && channel.isActive(); at += piece) {
        ByteBuf part = Unpooled.copiedBuffer(bytes, at, Math.min(piece, bytes.length - at));
        given.add(part);
        channel.writeInbound(part);
      }
    } catch (RuntimeException e) {
      assertThat(e).hasCauseInstanceOf(SSLException.class);
    } catch (Exception e) {
      assertThat(e).isInstanceOfAny(SSLException.class, NotSslRecordException.class);
    }
    channel.finishAndReleaseAll();

    assertThat(keeper.addresses()).isZero();
    assertThat(keeper.atWork()).isZero();
    assertThat(keeper.waiting()).isZero();
    assertThat(given).allMatch(part -> part.refCnt() == 0);
  }

  private DoorTlsHandler handler() {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(false);
      return new DoorTlsHandler(
          engine, false, ImmediateExecutor.INSTANCE, Door.AMQPS, keeper, HandshakeClock.standard());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldHoldNothingOfAnybodyWhoHasGone() {
    FuzzInputs.run(getClass(), seeds().toList(), 2000, this::fuzz);
  }
}
