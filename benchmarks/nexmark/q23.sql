-- Bids with their auctions and the auctions' sellers.
SELECT
  b.auction, b.bidder, b.price, b.date_time, a.item_name, a.category, p.name, p.city, p.state
FROM nexmark.bid AS b
JOIN nexmark.auction AS a ON b.auction = a.id
JOIN nexmark.person AS p ON a.seller = p.id
