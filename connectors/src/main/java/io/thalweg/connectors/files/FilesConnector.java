package io.thalweg.connectors.files;

import io.thalweg.connectors.files.directory.DirectoryDeclaration;
import io.thalweg.connectors.files.directory.DirectoryLayout;
import io.thalweg.connectors.files.directory.DirectoryTable;
import io.thalweg.connectors.files.parquet.read.ColumnCache;
import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.CacheState;
import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.connector.FileFormat;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.connector.TableFunction;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Files as tables: `FROM 'data/*.parquet'` and `read_csv('…')`. Thread-safe.
///
/// Its catalog has no names of its own; it finds again the tables that the functions made.
public final class FilesConnector implements Connector {
  /// The name of the connector, and of the catalog in handles of its tables.
  public static final String NAME = "files";

  private final FileReading reading = new FileReading();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Catalog createCatalog(String catalogName, Map<String, String> config) {
    if (!config.isEmpty()) {
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "catalog '"
              + catalogName
              + "': the files connector has no settings, remove "
              + config.keySet());
    }
    return new FilesCatalog(catalogName, reading);
  }

  /// A directory: `WITH (connector = 'files', path = '…', format = 'parquet', …)`; the format's own
  /// options, for reading and for writing, may follow.
  @Override
  public Table declareTable(TableDeclaration declaration) {
    Map<String, String> texts = declaration.options();
    String name = new Options(texts).required(DirectoryDeclaration.OWNER, "format");
    SourceFormat source = FileFormats.source(name.toLowerCase(Locale.ROOT));
    FileFormat format = FileFormats.written(name.toLowerCase(Locale.ROOT));
    if (source == null || format == null) {
      throw Options.invalid(
          "format", name, "one of " + FileFormats.all().stream().map(FileFormat::name).toList());
    }
    List<String> known = new ArrayList<>(DirectoryDeclaration.OPTIONS);
    known.addAll(source.options());
    known.addAll(format.options());
    known.remove("columns");
    Options options = Options.checked(DirectoryDeclaration.OWNER, texts, known);
    Schema schema = declaration.schema();
    List<Integer> partitions = DirectoryDeclaration.partitions(options, schema);
    Map<String, String> reads = new HashMap<>(options.only(source.options()).values());
    reads.put("hive_partitioning", "false");
    if (source.options().contains("columns")) {
      reads.put("columns", DirectoryDeclaration.columnList(schema, partitions));
    }
    return new DirectoryTable(
        declaration,
        new DirectoryLayout(
            DirectoryDeclaration.root(options),
            schema,
            partitions,
            "." + source.extensions().getFirst() + ending(options),
            path -> reading.read(List.of(path.toString()), source, reads),
            format,
            options.only(format.options()).values(),
            DirectoryDeclaration.poll(options)));
  }

  /// Compressed text has the compression's ending.
  private static String ending(Options options) {
    boolean text = options.text("format").filter("parquet"::equalsIgnoreCase).isEmpty();
    return switch (options.text("compression").orElse("none").toLowerCase(Locale.ROOT)) {
      case "gzip" -> text ? ".gz" : "";
      case "zstd" -> text ? ".zst" : "";
      default -> "";
    };
  }

  @Override
  public List<CacheState> caches() {
    return Stream.concat(reading.caches().stream(), Stream.of(ColumnCache.SHARED.state())).toList();
  }

  @Override
  public List<TableFunction> tableFunctions() {
    List<TableFunction> functions = new ArrayList<>();
    functions.add(new ReadFunction(reading, null));
    FileFormats.sources().forEach(format -> functions.add(new ReadFunction(reading, format)));
    return functions;
  }
}
