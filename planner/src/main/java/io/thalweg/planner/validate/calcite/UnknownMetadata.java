package io.thalweg.planner.validate.calcite;

import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// Knows nothing of a query's rows. What Calcite asks while it converts a query it would use to
/// leave out work, which our own rewrites do; and to answer, it would run predicates through a code
/// generator that does not know our functions. Used by one thread.
final class UnknownMetadata extends RelMetadataQuery {
  private static final ProxyingMetadataHandlerProvider HANDLERS =
      new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE);

  UnknownMetadata() {
    super(HANDLERS);
  }

  @Override
  public @Nullable Boolean areColumnsUnique(
      RelNode rel, ImmutableBitSet columns, boolean ignoreNulls) {
    return null;
  }

  @Override
  public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
    return RelOptPredicateList.EMPTY;
  }

  @Override
  public @Nullable Double getMaxRowCount(RelNode rel) {
    return null;
  }
}
