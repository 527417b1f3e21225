-- Bids on some auctions.
SELECT auction, price
FROM nexmark.bid
WHERE mod(auction, 123) = 0
