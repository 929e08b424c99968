#pragma once

#include "models/domain/responsibility.h"

#include <QAbstractButton>
#include <QMap>

namespace tocsin {

/** One layer of one model: whose it is, in a word and by its ground; checked where the incident touches it. */
class ResponsibilityCell : public QAbstractButton
{
    Q_OBJECT

public:
    ResponsibilityCell(ServiceModel model, Layer layer, Responsible whose, QWidget *parent);

    [[nodiscard]] ServiceModel model() const { return m_model; }
    [[nodiscard]] Layer layer() const { return m_layer; }
    /** Belongs to the model that was chosen. */
    void setInForce(bool inForce);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ServiceModel m_model;
    Layer m_layer;
    Responsible m_whose;
    bool m_inForce = false;
};

/**
 * The matrix of shared responsibility to click (P3.1): models beside each other, layers from the top. A click chooses
 * the model of the cell and puts its layer in or out. One stop of the tab key; arrows go from cell to cell, space
 * chooses.
 */
class ResponsibilityGrid : public QWidget
{
    Q_OBJECT

public:
    explicit ResponsibilityGrid(const ResponsibilityMatrix &matrix, QWidget *parent = nullptr);

    void set(ServiceModel model, const QList<Layer> &layers);
    [[nodiscard]] ServiceModel model() const { return m_model; }
    [[nodiscard]] QList<Layer> layers() const { return m_layers; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] ResponsibilityCell *cell(ServiceModel model, Layer layer) const;
    void choose(ResponsibilityCell *cell);
    void refresh();
    /** The one cell that the tab key reaches. */
    void setStop(ResponsibilityCell *cell);

    ServiceModel m_model = ServiceModel::Saas;
    QList<Layer> m_layers;
    QList<ResponsibilityCell *> m_cells; ///< row by row
};

} // namespace tocsin
