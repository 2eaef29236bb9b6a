package io.efollowup.server.command;

import io.efollowup.forecast.TraitNames;
import io.efollowup.forecast.WearerTraits.DiabetesType;
import io.efollowup.forecast.WearerTraits.Rounding;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that say what is known of a wearer, spelt as in the files of suites. */
final class TraitConverters {
  private TraitConverters() {}

  private static <E extends Enum<E>> E one(Class<E> names, String text) {
    return TraitNames.find(names, text)
        .orElseThrow(() -> new TypeConversionException("expected one of " + TraitNames.all(names)));
  }

  /** Reads {@code type-1} and the like. */
  static final class Diabetes implements ITypeConverter<DiabetesType> {
    @Override
    public DiabetesType convert(String text) {
      return one(DiabetesType.class, text);
    }
  }

  /** Reads {@code whole-mgdl} and the like. */
  static final class Roundings implements ITypeConverter<Rounding> {
    @Override
    public Rounding convert(String text) {
      return one(Rounding.class, text);
    }
  }
}
