"""Drills: the one phase that an interview practises.

Revision ID: 0002
Revises: 0001
Created: 2026-11-21
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("interviews", sa.Column("drill", sa.String(), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("interviews", "drill")
