"""How static files are named and stored."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed static files; `import './b.js'` inside a module is rewritten as well."""

    support_js_module_import_aggregation = True
