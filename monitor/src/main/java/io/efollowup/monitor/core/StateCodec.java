package io.efollowup.monitor.core;

import io.efollowup.monitor.core.PatientState.SessionMark;
import io.efollowup.monitor.core.PatientState.WrongClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes of a {@link PatientState}: a version, then its components in order. Numbers are zigzag
 * variable-length integers, strings modified UTF-8, what may be absent has a byte before it.
 */
final class StateCodec {
  private static final int VERSION = 1;

  private StateCodec() {}

  static byte[] encode(PatientState state) {
    var bytes = new ByteArrayOutputStream(160);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writeOptional(out, state.stored());
      out.writeByte(state.sessions().size());
      for (SessionMark mark : state.sessions()) {
        out.writeUTF(mark.session());
        writeNumber(out, mark.newest());
      }
      out.writeByte(state.clocks().size());
      for (DeviceClock clock : state.clocks()) {
        writeClock(out, clock);
      }
      writeExcursion(out, state.low());
      writeExcursion(out, state.high());
      writeOptional(out, state.judged());
      out.writeBoolean(state.signal().isPresent());
      if (state.signal().isPresent()) {
        Signal signal = state.signal().get();
        out.writeUTF(signal.device());
        writeNumber(out, signal.heard());
        out.writeBoolean(signal.lost());
      }
      out.writeBoolean(state.wrongClock().isPresent());
      if (state.wrongClock().isPresent()) {
        out.writeUTF(state.wrongClock().get().device());
        writeNumber(out, state.wrongClock().get().since());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static PatientState decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "monitor state has version " + version + "; this program reads " + VERSION);
      }
      OptionalLong stored = readOptional(in);
      List<SessionMark> sessions = new ArrayList<>();
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        sessions.add(new SessionMark(in.readUTF(), readNumber(in)));
      }
      List<DeviceClock> clocks = new ArrayList<>();
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        clocks.add(readClock(in));
      }
      var state =
          new PatientState(
              stored,
              sessions,
              clocks,
              readExcursion(in),
              readExcursion(in),
              readOptional(in),
              in.readBoolean()
                  ? Optional.of(new Signal(in.readUTF(), readNumber(in), in.readBoolean()))
                  : Optional.empty(),
              in.readBoolean()
                  ? Optional.of(new WrongClock(in.readUTF(), readNumber(in)))
                  : Optional.empty());
      if (in.available() > 0) {
        throw new IllegalArgumentException("monitor state has bytes after its end");
      }
      return state;
    } catch (IOException cut) {
      throw new IllegalArgumentException("monitor state is cut short or damaged", cut);
    }
  }

  private static void writeClock(DataOutputStream out, DeviceClock clock) throws IOException {
    out.writeUTF(clock.device());
    writeNumber(out, clock.offset());
    out.writeByte(clock.agreeing());
    writeNumber(out, clock.candidate());
    writeNumber(out, clock.lastReceived());
    writeNumber(out, clock.lastReading());
  }

  private static DeviceClock readClock(DataInputStream in) throws IOException {
    return new DeviceClock(
        in.readUTF(),
        readNumber(in),
        in.readUnsignedByte(),
        readNumber(in),
        readNumber(in),
        readNumber(in));
  }

  private static void writeExcursion(DataOutputStream out, Excursion excursion) throws IOException {
    writeEpisode(out, excursion.mild());
    writeEpisode(out, excursion.urgent());
  }

  private static Excursion readExcursion(DataInputStream in) throws IOException {
    return new Excursion(readEpisode(in), readEpisode(in));
  }

  private static void writeEpisode(DataOutputStream out, Episode episode) throws IOException {
    out.writeBoolean(episode.open());
    writeOptional(out, episode.alarm());
    writeNumber(out, episode.recovering());
    writeNumber(out, episode.recoveringSince());
  }

  private static Episode readEpisode(DataInputStream in) throws IOException {
    return new Episode(
        in.readBoolean(), readOptional(in), Math.toIntExact(readNumber(in)), readNumber(in));
  }

  private static void writeOptional(DataOutputStream out, OptionalLong number) throws IOException {
    out.writeBoolean(number.isPresent());
    if (number.isPresent()) {
      writeNumber(out, number.getAsLong());
    }
  }

  private static OptionalLong readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? OptionalLong.of(readNumber(in)) : OptionalLong.empty();
  }

  private static void writeNumber(DataOutputStream out, long number) throws IOException {
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  private static long readNumber(DataInputStream in) throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = in.readUnsignedByte();
      zigzag |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new IOException("a number is too long");
  }
}
