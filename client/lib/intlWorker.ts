// The first of Intl's formats takes a phone a tenth of a second; what it loads is kept for the whole process. Here it is
// made beside the page, which names the worker after its language.
new Intl.NumberFormat(self.name)
new Intl.DateTimeFormat(self.name)
self.close()
