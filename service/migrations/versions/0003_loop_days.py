"""Loop days: interviews held one after the other.

Revision ID: 0003
Revises: 0002
Created: 2026-11-21
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("interviews", sa.Column("loop_day", sa.String(32), nullable=True))
    op.create_index("ix_interviews_loop_day", "interviews", ["loop_day"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_interviews_loop_day", "interviews")
    op.drop_column("interviews", "loop_day")
