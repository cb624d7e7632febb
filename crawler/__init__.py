"""From a source to items: a Scrapy project that runs as a child process of the program."""
