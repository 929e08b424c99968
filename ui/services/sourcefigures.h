#pragma once

#include "models/domain/tuning.h"

#include <QTableWidget>

namespace tocsin {

/** The figures of every detection source, a line each, and of all together (P2.7). */
class SourceFiguresTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit SourceFiguresTable(QWidget *parent = nullptr);

    void setFigures(const QList<SourceFigures> &figures, bool exercises);
    /** Without what is tuned of each source, for a narrow column. */
    void setShort(bool isShort);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void updateGeometries() override;

private:
    void setLine(int row, const QString &name, const SourceFigures &figures);
};

} // namespace tocsin
