#include "ui/incident/responsibilitygrid.h"

#include "ui/common/label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kCellHeight = 28;
constexpr int kModels = 4;

} // namespace

ResponsibilityCell::ResponsibilityCell(ServiceModel model, Layer layer, Responsible whose, QWidget *parent)
    : QAbstractButton(parent)
    , m_model(model)
    , m_layer(layer)
    , m_whose(whose)
{
    setCheckable(true);
    setObjectName(u"cell-%1-%2"_s.arg(codeOf(model), codeOf(layer)));
    setText(nameOf(whose));
    const QString name = nameOf(model) + u", "_s + nameOf(layer).toLower();
    setAccessibleName(whose == Responsible::Customer ? tr("%1: customer's").arg(name) : tr("%1: provider's").arg(name));
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ResponsibilityCell::setInForce(bool inForce)
{
    m_inForce = inForce;
    update();
}

QSize ResponsibilityCell::sizeHint() const
{
    return {QFontMetrics(smallFont()).horizontalAdvance(text()) + 44, kCellHeight};
}

QSize ResponsibilityCell::minimumSizeHint() const
{
    return sizeHint();
}

void ResponsibilityCell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::current();
    const ToneColors tone = theme.tone(m_whose == Responsible::Customer ? Tone::Medium : Tone::Accent);
    const bool strong = isChecked() || m_inForce;
    QColor ground = strong ? tone.ground : mixed(theme.surface, tone.ground, 0.45);
    if (underMouse())
        ground = mixed(ground, theme.text, 0.06);
    const QColor ink = strong ? tone.ink : theme.muted;
    paintBox(painter, rect().adjusted(1, 1, -1, -1), metrics::radiusChip, ground, isChecked() ? tone.ink : QColor(),
             isChecked() ? 1.5 : 0);
    if (isChecked())
        paintIcon(painter, QRectF(8, (height() - 16) / 2.0, 16, 16), u"check"_s, tone.ink);
    painter.setFont(smallFont());
    painter.setPen(ink);
    painter.drawText(rect().adjusted(28, 0, -6, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    if (hasFocus())
        paintBox(painter, rect().adjusted(1, 1, -1, -1), metrics::radiusChip, {}, theme.accent, 2);
}

ResponsibilityGrid::ResponsibilityGrid(const ResponsibilityMatrix &matrix, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"responsibilityGrid"_s);
    setAccessibleName(tr("Shared responsibility: layers by service model"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(2);
    grid->setVerticalSpacing(2);
    int column = 1;
    for (const auto &model : enumTable<ServiceModel>()) {
        auto *head = new Label(nameOf(model.value), TextStyle::Small, this);
        head->setContentsMargins(8, 0, 0, 2);
        grid->addWidget(head, 0, column);
        grid->setColumnStretch(column++, 1);
    }
    int row = 1;
    for (const auto &layer : enumTable<Layer>()) {
        auto *name = new Label(nameOf(layer.value), TextStyle::Small, this);
        name->setContentsMargins(0, 0, 8, 0);
        grid->addWidget(name, row, 0);
        column = 1;
        for (const auto &model : enumTable<ServiceModel>()) {
            auto *cell = new ResponsibilityCell(model.value, layer.value, matrix.of(model.value, layer.value), this);
            cell->installEventFilter(this);
            // toggled, not clicked: a screen reader toggles
            connect(cell, &QAbstractButton::toggled, this, [this, cell] { choose(cell); });
            grid->addWidget(cell, row, column++);
            m_cells << cell;
        }
        ++row;
    }
    refresh();
    setStop(m_cells.first());
}

void ResponsibilityGrid::set(ServiceModel model, const QList<Layer> &layers)
{
    m_model = model;
    m_layers = layers;
    refresh();
    setStop(cell(model, layers.isEmpty() ? Layer::Applications : layers.first()));
}

ResponsibilityCell *ResponsibilityGrid::cell(ServiceModel model, Layer layer) const
{
    return m_cells.at(static_cast<int>(layer) * kModels + static_cast<int>(model));
}

void ResponsibilityGrid::choose(ResponsibilityCell *chosen)
{
    if (chosen->model() != m_model) { // the layers stay: they are the same of another model
        m_model = chosen->model();
        if (!m_layers.contains(chosen->layer()))
            m_layers << chosen->layer();
    } else if (!m_layers.removeOne(chosen->layer())) {
        m_layers << chosen->layer();
    }
    setStop(chosen);
    refresh();
    Q_EMIT changed();
}

void ResponsibilityGrid::refresh()
{
    for (ResponsibilityCell *c : std::as_const(m_cells)) {
        const QSignalBlocker quiet(c);
        c->setInForce(c->model() == m_model);
        c->setChecked(c->model() == m_model && m_layers.contains(c->layer()));
    }
}

void ResponsibilityGrid::setStop(ResponsibilityCell *stop)
{
    for (ResponsibilityCell *c : std::as_const(m_cells))
        c->setFocusPolicy(c == stop ? Qt::StrongFocus : Qt::ClickFocus);
    setFocusProxy(stop);
}

bool ResponsibilityGrid::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const qsizetype at = m_cells.indexOf(qobject_cast<ResponsibilityCell *>(watched));
    qsizetype to = -1;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Left:
        to = at % kModels > 0 ? at - 1 : at;
        break;
    case Qt::Key_Right:
        to = at % kModels < kModels - 1 ? at + 1 : at;
        break;
    case Qt::Key_Up:
        to = at >= kModels ? at - kModels : at;
        break;
    case Qt::Key_Down:
        to = at + kModels < m_cells.size() ? at + kModels : at;
        break;
    default:
        return QWidget::eventFilter(watched, event);
    }
    setStop(m_cells.at(to));
    m_cells.at(to)->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace tocsin
