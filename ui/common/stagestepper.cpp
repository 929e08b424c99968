#include "ui/common/stagestepper.h"

#include "ui/common/accessibleroles.h"
#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBarHeight = 4;
constexpr int kTextTop = 8;

QString stateWords(StageStep::State state)
{
    switch (state) {
    case StageStep::State::Ahead:
        return StageStepper::tr("not reached");
    case StageStep::State::Passed:
        return StageStepper::tr("passed");
    case StageStep::State::Current:
        return StageStepper::tr("current stage");
    case StageStep::State::Left:
        return StageStepper::tr("was reached, then left");
    }
    return {};
}

} // namespace

/** One bar with its texts; a push button to screen readers. */
class StageStepButton : public QAbstractButton
{
public:
    StageStepButton(Stage stage, QWidget *parent)
        : QAbstractButton(parent)
        , m_stage(stage)
    {
        setText(nameOf(stage));
        setObjectName(u"stage-"_s + codeOf(stage));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setStep({});
    }

    void setStep(const StageStep &step)
    {
        m_step = step;
        QString name = StageStepper::tr("%1: %2").arg(text(), stateWords(step.state));
        if (!step.since.isEmpty())
            name += u", "_s + step.since;
        setAccessibleName(name);
        setToolTip(step.tooltip);
        setCursor(step.canMove ? Qt::PointingHandCursor : Qt::ArrowCursor);
        update();
    }

    [[nodiscard]] const StageStep &step() const { return m_step; }
    [[nodiscard]] QSize sizeHint() const override
    {
        const int texts = QFontMetrics(bodyBoldFont()).height() + QFontMetrics(finePrintFont()).height();
        return {QFontMetrics(bodyBoldFont()).horizontalAdvance(text()) + 8, kBarHeight + kTextTop + texts + 4};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return {72, sizeHint().height()}; }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            event->ignore();
            break; // the stepper's
        default:
            QAbstractButton::keyPressEvent(event);
        }
    }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme &theme = Theme::current();
        paintBar(painter);
        const bool current = m_step.state == StageStep::State::Current;
        painter.setFont(current ? bodyBoldFont() : bodyFont());
        painter.setPen(current || underMouse() ? theme.text : theme.muted);
        const QFontMetrics fm = painter.fontMetrics();
        const QRect name(0, kBarHeight + kTextTop - 2, width(), fm.height());
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter, fm.elidedText(text(), Qt::ElideRight, width()));
        painter.setFont(finePrintFont());
        painter.setPen(theme.muted);
        const QFontMetrics small = painter.fontMetrics();
        painter.drawText(QRect(0, name.bottom() + 1, width(), small.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         small.elidedText(m_step.since, Qt::ElideRight, width()));
        if (hasFocus())
            paintBox(painter, QRectF(rect()).adjusted(0, 0, 0, 0), 4, {}, theme.accent, 1.5);
    }

private:
    void paintBar(QPainter &painter) const
    {
        const Theme &theme = Theme::current();
        const QRectF bar(0, 0, width(), kBarHeight);
        switch (m_step.state) {
        case StageStep::State::Ahead:
            paintBox(painter, bar, 2, theme.line);
            break;
        case StageStep::State::Passed:
        case StageStep::State::Current:
            paintBox(painter, bar, 2, theme.accent);
            break;
        case StageStep::State::Left:
            paintBox(painter, bar, 2, theme.line);
            for (int x = 0; x < width(); x += 14)
                paintBox(painter, QRectF(x, 0, qMin(8, width() - x), kBarHeight), 1, theme.accent);
            break;
        }
    }

    Stage m_stage;
    StageStep m_step;
};

StageStepper::StageStepper(QWidget *parent)
    : QWidget(parent)
{
    useAccessibleRoles();
    setAccessibleName(tr("Stages"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    for (const auto &entry : enumTable<Stage>()) {
        const Stage stage = entry.value;
        auto *button = new StageStepButton(stage, this);
        connect(button, &QAbstractButton::clicked, this, [this, stage] { Q_EMIT activated(stage); });
        layout->addWidget(button, 1);
        m_buttons[static_cast<size_t>(stage)] = button;
    }
    updateTabStop();
}

void StageStepper::setStep(Stage stage, const StageStep &step)
{
    m_buttons[static_cast<size_t>(stage)]->setStep(step);
    updateTabStop();
}

void StageStepper::setCurrent(Stage stage)
{
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        StageStep step;
        const auto at = static_cast<size_t>(stage);
        step.state = i < at ? StageStep::State::Passed : i == at ? StageStep::State::Current : StageStep::State::Ahead;
        m_buttons[i]->setStep(step);
    }
    updateTabStop();
}

void StageStepper::updateTabStop()
{
    // One stop for Tab, at the current stage; arrows do the rest.
    StageStepButton *stop = m_buttons[0];
    for (StageStepButton *button : m_buttons)
        if (button->step().state == StageStep::State::Current)
            stop = button;
    for (StageStepButton *button : m_buttons)
        button->setFocusPolicy(button == stop ? Qt::StrongFocus : Qt::ClickFocus);
    setFocusProxy(stop);
}

void StageStepper::keyPressEvent(QKeyEvent *event)
{
    const bool back = event->key() == (isRightToLeft() ? Qt::Key_Right : Qt::Key_Left);
    const bool ahead = event->key() == (isRightToLeft() ? Qt::Key_Left : Qt::Key_Right);
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        if (!m_buttons[i]->hasFocus())
            continue;
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            return m_buttons[i]->click();
        if (back && i > 0)
            return m_buttons[i - 1]->setFocus(Qt::OtherFocusReason);
        if (ahead && i + 1 < m_buttons.size())
            return m_buttons[i + 1]->setFocus(Qt::OtherFocusReason);
    }
    QWidget::keyPressEvent(event);
}

} // namespace tocsin
