package io.thalweg.connectors.files.table;

import io.thalweg.connectors.files.source.FileScan;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFacts;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Some files read as one table. Immutable.
public final class FileTable implements Table {
  private static final String FILE = "file";

  private final TableHandle handle;
  private final Schema schema;
  private final List<Member> members;
  private final Map<String, Member> byPath = new HashMap<>();
  private volatile @Nullable TableStatistics statistics;

  FileTable(TableHandle handle, Schema schema, List<Member> members) {
    this.handle = handle;
    this.schema = schema;
    this.members = List.copyOf(members);
    members.forEach(member -> byPath.put(member.file().stamp().name(), member));
  }

  @Override
  public TableHandle handle() {
    return handle;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public TableStatistics statistics() {
    TableStatistics known = statistics;
    if (known == null) {
      known = MergedStatistics.of(schema, members);
      statistics = known;
    }
    return known;
  }

  @Override
  public TableFacts facts() {
    List<SortKey> common = ordering(members.getFirst());
    for (Member member : members.subList(1, members.size())) {
      List<SortKey> other = ordering(member);
      int same = 0;
      while (same < Math.min(common.size(), other.size())
          && common.get(same).equals(other.get(same))) {
        same++;
      }
      common = common.subList(0, same);
    }
    return new TableFacts(true, List.of(), common, true, Optional.empty());
  }

  /// The file's order in terms of the table's columns.
  private List<SortKey> ordering(Member member) {
    List<SortKey> keys = new ArrayList<>();
    for (SortKey key : member.file().ordering()) {
      int column =
          IntStream.range(0, schema.size())
              .filter(i -> member.ordinals()[i] == key.column())
              .findFirst()
              .orElse(-1);
      if (column < 0) {
        break;
      }
      keys.add(new SortKey(column, key.descending(), key.nullsFirst()));
    }
    return keys;
  }

  @Override
  public List<Expression> exactFilters(List<Expression> conjuncts) {
    return conjuncts.stream().filter(this::supportsExactly).toList();
  }

  @Override
  public boolean supportsExactly(Expression conjunct) {
    for (Member member : members) {
      boolean exact =
          member.isOverConstants(conjunct)
              || (member.isOverFile(conjunct) && member.file().isExact(member.toFile(conjunct)));
      if (!exact) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    List<Split> splits = new ArrayList<>();
    boolean limited = request.limit().isPresent() && request.filters().isEmpty();
    long wanted = limited ? request.limit().getAsLong() : Long.MAX_VALUE;
    for (Member member : members) {
      if (ConstantPruning.mayMatch(member, request.filters())) {
        List<Expression> filters =
            request.filters().stream().filter(member::isOverFile).map(member::toFile).toList();
        for (Split split : member.file().splits(filters)) {
          if (wanted > 0) {
            splits.add(withFile(split, member));
            wanted -= splitRows(member, split);
          }
        }
      }
    }
    return splits;
  }

  @Override
  public List<Split> divided(Split split, int parts) {
    Member member = Objects.requireNonNull(byPath.get(split.properties().get(FILE)));
    return member.file().divided(split, parts).stream()
        .map(part -> withFile(part, member))
        .toList();
  }

  /// Rows that a split has for certain; estimates do not count.
  private static long splitRows(Member member, Split split) {
    return member.file().rowCountsAreExact() ? Math.max(0, split.rows()) : 0;
  }

  private static Split withFile(Split split, Member member) {
    Map<String, String> properties = new HashMap<>(split.properties());
    properties.put(FILE, member.file().stamp().name());
    return new Split(split.label(), split.rows(), split.bytes(), properties);
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    Member member = Objects.requireNonNull(byPath.get(split.properties().get(FILE)));
    List<Expression> exact = exactFilters(request.filters());
    if (!constantsPass(member, exact, context)) {
      return NoRows.INSTANCE;
    }
    FileColumns columns = FileColumns.of(member, schema, request.columns());
    List<FileScan.OnColumn> onFile = new ArrayList<>();
    List<RuntimeFilter> onConstants = new ArrayList<>();
    for (RuntimeFilter filter : context.runtimeFilters()) {
      if (member.isConstant(filter.column())) {
        onConstants.add(filter);
      } else {
        onFile.add(new FileScan.OnColumn(member.ordinals()[filter.column()], filter));
      }
    }
    FileScan scan =
        new FileScan(
            columns.fromFile(),
            exact.stream().filter(member::isOverFile).map(member::toFile).toList(),
            onFile,
            request.batchRows());
    ReadContext inner = context.withRuntimeFilters(List.of());
    SplitReader reader = member.file().open(split, scan, inner);
    boolean plain = columns.isPlain() && onConstants.isEmpty() && request.limit().isEmpty();
    return plain
        ? reader
        : new AssembledReader(
            reader,
            columns,
            onConstants.stream().map(filter -> constantCheck(member, filter)).toList(),
            request.limit().orElse(Long.MAX_VALUE));
  }

  private AssembledReader.ConstantFilter constantCheck(Member member, RuntimeFilter filter) {
    return new AssembledReader.ConstantFilter(filter, constant(member, filter.column()));
  }

  private ConstantColumn constant(Member member, int column) {
    return ColumnBuilder.constant(schema.type(column), member.constants().get(column), 1);
  }

  /// Applies the filters over the file's constants to their one row.
  private boolean constantsPass(Member member, List<Expression> exact, ReadContext context) {
    List<Expression> filters = exact.stream().filter(member::isOverConstants).toList();
    if (filters.isEmpty()) {
      return true;
    }
    List<ConstantColumn> row = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      row.add(constant(member, i));
    }
    Batch batch = Batch.of(1, row);
    return filters.stream()
        .allMatch(filter -> context.predicates().compile(filter).select(batch, new int[1]) == 1);
  }
}
