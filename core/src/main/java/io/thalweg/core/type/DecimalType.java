package io.thalweg.core.type;

/// Exact numbers of `precision` decimal digits, `scale` of them behind the point.
///
/// Values are stored unscaled: in a `long` up to 18 digits, in two longs from 19.
public record DecimalType(int precision, int scale) implements DataType {
  public static final int MAX_PRECISION = 38;

  /// The most digits that are stored in one `long`.
  public static final int MAX_LONG_PRECISION = 18;

  public DecimalType {
    if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
      throw new IllegalArgumentException(
          "DECIMAL(" + precision + ", " + scale + "): precision is 1..38, scale 0..precision");
    }
  }

  /// Whether a value fits one `long`.
  public boolean isLong() {
    return precision <= MAX_LONG_PRECISION;
  }

  @Override
  public Layout layout() {
    return isLong() ? Layout.LONG : Layout.INT128;
  }

  @Override
  public String sql() {
    return "DECIMAL(" + precision + ", " + scale + ")";
  }
}
