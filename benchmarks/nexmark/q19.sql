-- The ten highest bids on each auction.
SELECT *
FROM (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY auction ORDER BY price DESC, date_time, bidder, extra) AS rank_number
  FROM nexmark.bid
) AS ranked
WHERE rank_number <= 10
