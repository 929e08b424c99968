#pragma once

#include "models/domain/figures.h"

#include <QTableWidget>

namespace tocsin {

/** The figures as numbers: count, median, 90th percentile and worst of both spans. */
class FigureTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit FigureTable(QWidget *parent = nullptr);

    void setLines(const QList<FigureLine> &lines);

protected:
    void updateGeometries() override;
};

} // namespace tocsin
