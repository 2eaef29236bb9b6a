package io.efollowup.forecast.outlook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.efollowup.forecast.internal.Net;
import io.efollowup.forecast.internal.NetShape;
import io.efollowup.forecast.internal.Standardisation;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A model as bytes: a line that names the format, its version, the card as JSON with its length,
 * the parts as counted big-endian floats, and a SHA-256 of all that. docs/forecasting.md has the
 * layout. Whatever is not exactly such a file of a version known here is refused.
 */
public final class ModelFile {
  /** The largest file that is read. */
  public static final int MOST_BYTES = 16 << 20;

  private static final byte[] FIRST_LINE =
      "efollowup forecast model\n".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int SUM_BYTES = 32;
  private static final int MOST_CARD_BYTES = 1 << 20;
  private static final int MOST_HIDDEN = 1024;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

  private ModelFile() {}

  /** The bytes of a model. The same model gives the same bytes. */
  public static byte[] write(OutlookModel model) {
    byte[] card = json(model.card());
    byte[] body = body(model);
    ByteBuffer out =
        ByteBuffer.allocate(FIRST_LINE.length + 8 + card.length + body.length + SUM_BYTES);
    out.put(FIRST_LINE).putInt(VERSION).putInt(card.length).put(card).put(body);
    out.put(sum(out.array(), out.position()));
    return out.array();
  }

  /** A card as JSON. */
  public static byte[] json(ModelCard card) {
    try {
      return JSON.writeValueAsBytes(card);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a card is always JSON", e);
    }
  }

  /** The checksum of a model's parts, as its card has it. */
  static String weightsSha256(OutlookModel model) {
    byte[] body = body(model);
    return HexFormat.of().formatHex(sum(body, body.length));
  }

  /**
   * Reads a model.
   *
   * @throws ModelProblem where the bytes are no model, damaged, or of a later version
   */
  public static OutlookModel read(byte[] bytes) {
    if (bytes.length < FIRST_LINE.length + 8 + SUM_BYTES
        || !Arrays.equals(bytes, 0, FIRST_LINE.length, FIRST_LINE, 0, FIRST_LINE.length)) {
      throw new ModelProblem("this is no forecast model; make one with: efollowup forecast train");
    }
    if (bytes.length > MOST_BYTES) {
      throw new ModelProblem("the model is larger than 16 MB; it is not one this program made");
    }
    int version = ByteBuffer.wrap(bytes).getInt(FIRST_LINE.length);
    if (version < 1) {
      throw new ModelProblem(
          "the model is of format %d, and formats are numbered from 1; fetch or train it again"
              .formatted(version));
    }
    if (version > VERSION) {
      throw new ModelProblem(
          "the model is of format %d and this program reads up to %d; use a newer program"
              .formatted(version, VERSION));
    }
    int end = bytes.length - SUM_BYTES;
    if (!MessageDigest.isEqual(sum(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
      throw damaged("its checksum does not match");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, end).position(FIRST_LINE.length + 4);
    try {
      return parts(in, card(in));
    } catch (BufferUnderflowException e) {
      throw damaged("it ends early");
    }
  }

  private static ModelProblem damaged(String how) {
    return new ModelProblem("the model is damaged: " + how + "; fetch or train it again");
  }

  private static ModelCard card(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > MOST_CARD_BYTES || length > in.remaining()) {
      throw damaged("its card has no possible length");
    }
    byte[] card = new byte[length];
    in.get(card);
    try {
      // The JSON null is read as no card at all.
      return Optional.ofNullable(JSON.readValue(card, ModelCard.class))
          .orElseThrow(() -> damaged("its card is not the JSON of one"));
    } catch (java.io.IOException e) {
      throw damaged("its card is not the JSON of one");
    }
  }

  private static OutlookModel parts(ByteBuffer in, ModelCard card) {
    int inputs = in.getInt();
    int hidden = in.getInt();
    int outputs = in.getInt();
    if (inputs != LookFeatures.SIZE
        || outputs != Heads.OUTPUTS
        || hidden < 1
        || hidden > MOST_HIDDEN) {
      throw damaged("its net has another shape than this program's");
    }
    NetShape shape = new NetShape(inputs, hidden, outputs);
    float[] means = floats(in, inputs);
    float[] factors = floats(in, inputs);
    Net net = Net.of(shape, floats(in, shape.weights()));
    float[][][] intervals = new float[Strata.COUNT][Heads.LEVELS.length][];
    for (float[][] stratum : intervals) {
      for (int level = 0; level < stratum.length; level++) {
        stratum[level] = floats(in, Heads.STEPS);
        for (float factor : stratum[level]) {
          if (factor < 0) {
            throw damaged("its intervals are inside out");
          }
        }
      }
    }
    RiskCalibration risks = new RiskCalibration(floats(in, Heads.RISKS), floats(in, Heads.RISKS));
    if (in.hasRemaining()) {
      throw damaged("there is more in it than a model");
    }
    return new OutlookModel(
        new OutlookNet(Standardisation.of(means, factors), net),
        new IntervalCalibration(intervals),
        risks,
        card);
  }

  private static float[] floats(ByteBuffer in, int count) {
    if (in.remaining() < (long) count * Float.BYTES) {
      throw damaged("it ends early");
    }
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = in.getFloat();
      if (!Float.isFinite(floats[i])) {
        throw damaged("it holds what is no number");
      }
    }
    return floats;
  }

  private static byte[] body(OutlookModel model) {
    Net net = model.net().net();
    NetShape shape = net.shape();
    int floats =
        2 * shape.inputs()
            + shape.weights()
            + Strata.COUNT * Heads.LEVELS.length * Heads.STEPS
            + 2 * Heads.RISKS;
    ByteBuffer out = ByteBuffer.allocate(3 * Integer.BYTES + floats * Float.BYTES);
    out.putInt(shape.inputs()).putInt(shape.hidden()).putInt(shape.outputs());
    put(out, model.net().standard().means());
    put(out, model.net().standard().factors());
    put(out, net.weights());
    for (float[][] stratum : model.intervals().factors()) {
      for (float[] level : stratum) {
        put(out, level);
      }
    }
    put(out, model.risks().slopes());
    put(out, model.risks().constants());
    return out.array();
  }

  private static void put(ByteBuffer out, float[] values) {
    for (float value : values) {
      out.putFloat(value);
    }
  }

  private static byte[] sum(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
