"""Finds the pages and documents of a product, by its links and its sitemaps, in a process of its own.

Only this package knows Scrapy.
"""

from accesscheck.monitoring.crawl.crawled import Crawled
from accesscheck.monitoring.crawl.process import crawl
from accesscheck.monitoring.crawl.settings import CrawlSettings

__all__ = ["CrawlSettings", "Crawled", "crawl"]
