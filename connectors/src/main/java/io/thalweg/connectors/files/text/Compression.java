package io.thalweg.connectors.files.text;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.thalweg.connectors.options.Options;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// How a whole text file is compressed.
public enum Compression {
  NONE(""),
  GZIP(".gz"),
  ZSTD(".zst");

  private static final int BUFFER = 1 << 16;

  private final String ending;

  Compression(String ending) {
    this.ending = ending;
  }

  /// All, in lower case.
  private static List<String> names() {
    return Arrays.stream(values()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  /// What the option `compression` says, else the name's ending.
  public static Compression chosen(Options options, Path path) {
    return options
        .oneOf("compression", names())
        .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
        .orElseGet(() -> of(path));
  }

  /// What the name's ending says.
  public static Compression of(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(GZIP.ending) ? GZIP : name.endsWith(ZSTD.ending) ? ZSTD : NONE;
  }

  /// The name without the ending that says how it is compressed.
  public static String withoutEnding(String name) {
    for (Compression compression : values()) {
      if (compression != NONE && name.toLowerCase(Locale.ROOT).endsWith(compression.ending)) {
        return name.substring(0, name.length() - compression.ending.length());
      }
    }
    return name;
  }

  /// Decompresses `in`, which it closes with itself.
  public InputStream reading(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in, BUFFER);
      case ZSTD -> new ZstdInputStream(in);
    };
  }

  /// Compresses into `out`, which it closes with itself. Flushing ends the compressed data.
  public OutputStream writing(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new FinishingGzip(out);
      case ZSTD -> new ZstdOutputStream(out).setCloseFrameOnFlush(true);
    };
  }

  /// Ends the data on flush, so that a stream need not be closed to be complete.
  private static final class FinishingGzip extends GZIPOutputStream {
    private FinishingGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
    }

    @Override
    public void flush() throws IOException {
      finish();
      super.flush();
    }
  }
}
