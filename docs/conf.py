# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How Sphinx makes pages of what antsibull-docs has made of the collection. `make docs` runs both."""

from __future__ import annotations

import typing as t

from docutils import nodes

project = "community.sailpoint"
copyright = "Community SailPoint collection contributors"  # noqa: A001 - the name that Sphinx looks for
html_title = html_short_title = "Community SailPoint Collection"
html_theme = "sphinx_ansible_theme"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_use_index = False
extensions = ["sphinx_antsibull_ext"]
# The collection has no environment variables but those of its modules, which this index does not know.
exclude_patterns = ["environment_variables.rst"]
# A reference to a page, option or result that does not exist is an error, as is a link to a file; there is no network.
nitpicky = True
linkcheck_ignore = [r"https?://"]
highlight_language = "YAML+Jinja"
pygments_style = "ansible"

ANSIBLE_DOCS = "https://docs.ansible.com/projects/ansible/latest/"
# Instead of intersphinx, which loads all references of Ansible's documentation from the network.
ANSIBLE_PAGES = {
    "action_plugins": "plugins/action.html",
    "ansible_collections.ansible.builtin.file_lookup": "collections/ansible/builtin/file_lookup.html",
    "ansible_collections.ansible.builtin.varnames_lookup": "collections/ansible/builtin/varnames_lookup.html",
    "ansible_configuration_settings": "reference_appendices/config.html",
    "common_return_values": "reference_appendices/common_return_values.html",
}


def _link_to_ansible(unused_app: t.Any, unused_env: t.Any, node: t.Any, content: t.Any) -> t.Any:
    page = ANSIBLE_PAGES.get(node["reftarget"])
    return page and nodes.reference("", "", content, refuri=ANSIBLE_DOCS + page, internal=False)


def _link_to_index(
    app: t.Any, unused_page: str, unused_template: str, context: dict[str, t.Any], unused_node: t.Any
) -> None:
    # The theme takes one address for all pages, wherever they lie.
    context["theme_documentation_home_url"] = context["pathto"](app.config.root_doc)


def setup(app: t.Any) -> None:
    """Called by Sphinx."""
    app.connect("missing-reference", _link_to_ansible)
    app.connect("html-page-context", _link_to_index)
