"""The Scrapy project: settings, middlewares, and one coroutine per source."""
