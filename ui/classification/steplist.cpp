#include "ui/classification/steplist.h"

#include "ui/common/accessibleroles.h"
#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMarkRoom = 28;
constexpr int kPadding = 8;
constexpr int kAbove = 3;
constexpr int kBetween = 2;

/** How high a step is, with what was said in it or without. */
int heightOf(bool summary)
{
    return QFontMetrics(bodyFont()).height() + (summary ? QFontMetrics(finePrintFont()).height() : 0) + 2 * kAbove;
}

/** A step: mark, title, and beneath it in small print what was said. */
class StepButton : public QAbstractButton
{
public:
    StepButton(const WizardStep &step, bool current, bool tight, QWidget *parent)
        : QAbstractButton(parent)
        , m_step(step)
        , m_current(current)
    {
        setObjectName(u"step-"_s + step.code);
        setText(step.title);
        const QString state = current         ? StepList::tr("here")
                              : step.complete ? StepList::tr("done")
                                              : StepList::tr("open");
        setAccessibleName(step.summary.isEmpty() ? u"%1, %2"_s.arg(step.title, state)
                                                 : u"%1: %2, %3"_s.arg(step.title, step.summary, state));
        setToolTip(step.summary.isEmpty() ? step.title : u"%1: %2"_s.arg(step.title, step.summary));
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        if (tight)
            m_step.summary.clear();
    }

    [[nodiscard]] QSize sizeHint() const override { return {160, heightOf(!m_step.summary.isEmpty())}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme &theme = Theme::current();
        if (m_current || underMouse())
            paintBox(painter, rect(), metrics::radiusControl, m_current ? theme.accentTint : theme.hover);
        if (hasFocus())
            paintFocusRing(painter, rect(), metrics::radiusControl);
        const QFont font = m_current ? bodyBoldFont() : bodyFont();
        const int line = QFontMetrics(font).height();
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF mark(kPadding + 2, kAbove + (line - 12) / 2.0, 12, 12);
        if (m_step.complete) {
            paintCheckMark(painter, mark, theme.tone(Tone::Low).ink);
        } else {
            painter.setPen(QPen(m_current ? theme.accent : theme.control, 1.5));
            painter.setBrush(m_current ? QBrush(theme.accent) : QBrush(Qt::NoBrush));
            painter.drawEllipse(mark.adjusted(2, 2, -2, -2));
        }
        const int room = width() - kMarkRoom - kPadding;
        painter.setFont(font);
        painter.setPen(theme.text);
        painter.drawText(QRect(kMarkRoom, kAbove, room, line), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(m_step.title, Qt::ElideRight, room));
        painter.setFont(finePrintFont());
        painter.setPen(theme.muted);
        painter.drawText(QRect(kMarkRoom, kAbove + line, room, height()), Qt::AlignLeft | Qt::AlignTop,
                         QFontMetrics(finePrintFont()).elidedText(m_step.summary, Qt::ElideRight, room));
    }

private:
    WizardStep m_step;
    bool m_current; ///< not a checked button: a screen reader would toggle it and go nowhere
};

} // namespace

StepList::StepList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    useAccessibleRoles();
    setObjectName(u"wizardSteps"_s);
    setAccessibleName(tr("Steps"));
    m_layout->setContentsMargins({});
    m_layout->setSpacing(kBetween);
}

void StepList::setSteps(const QList<WizardStep> &steps, const QString &current)
{
    if (steps == m_steps && current == m_current)
        return;
    m_steps = steps;
    m_current = current;
    build();
}

bool StepList::isTight() const
{
    int height = 0;
    for (const WizardStep &s : m_steps)
        height += heightOf(!s.summary.isEmpty()) + kBetween;
    return parentWidget() && height > parentWidget()->height();
}

void StepList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (isTight() != m_tight)
        QTimer::singleShot(0, this, [this] {
            if (isTight() != m_tight)
                build();
        });
}

void StepList::build()
{
    m_tight = isTight();
    QString focused;
    for (QAbstractButton *b : findChildren<QAbstractButton *>())
        if (b->hasFocus())
            focused = b->objectName();
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->setObjectName({});
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (const WizardStep &s : std::as_const(m_steps)) {
        auto *button = new StepButton(s, s.code == m_current, m_tight, this);
        m_layout->addWidget(button);
        button->show();
        if (button->objectName() == focused)
            button->setFocus();
        connect(button, &QAbstractButton::clicked, this, [this, code = s.code] { Q_EMIT chosen(code); });
        if (s.code == m_current)
            QTimer::singleShot(0, button, [this, button] { Q_EMIT currentChanged(button); });
    }
    m_layout->addStretch(1);
}

} // namespace tocsin
