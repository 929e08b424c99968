#include "ui/record/longwork.h"

#include "ui/common/label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr int kRefreshMs = 100;
constexpr int kSteps = 1000;
} // namespace

Progress WorkState::progress(const std::shared_ptr<WorkState> &state)
{
    return [state](qint64 done, qint64 total) {
        state->done = done;
        state->total = total;
        return !state->stop;
    };
}

LongWork::LongWork(QWidget *parent)
    : QWidget(parent)
    , m_what(new Label({}, TextStyle::BodyBold, this))
    , m_figures(new Label({}, TextStyle::SmallMuted, this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Stop"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->addWidget(m_what, 1);
    head->addWidget(m_figures);
    m_cancel->setObjectName(u"workStop"_s);
    m_cancel->setAccessibleName(tr("Stop this work"));
    head->addWidget(m_cancel);
    layout->addLayout(head);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    layout->addWidget(m_bar);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_state)
            m_state->stop = true;
        m_cancel->setEnabled(false);
        m_figures->setText(tr("Stopping…"));
    });
    m_timer.setInterval(kRefreshMs);
    connect(&m_timer, &QTimer::timeout, this, &LongWork::refresh);
    hide();
}

LongWork::~LongWork()
{
    if (m_state)
        m_state->stop = true;
}

void LongWork::focusStop()
{
    m_cancel->setFocus(Qt::OtherFocusReason);
}

std::shared_ptr<WorkState> LongWork::begin(const QString &what)
{
    m_state = std::make_shared<WorkState>();
    m_what->setText(what);
    setAccessibleName(what);
    m_cancel->setEnabled(true);
    refresh();
    m_timer.start();
    show();
    return m_state;
}

void LongWork::end()
{
    m_state.reset();
    m_timer.stop();
    hide();
}

void LongWork::refresh()
{
    if (!m_state || m_state->stop)
        return;
    const qint64 done = m_state->done;
    const qint64 total = m_state->total;
    m_bar->setRange(0, total > 0 ? kSteps : 0); // without a total the bar only says that something goes on
    if (total <= 0) {
        m_figures->setText({});
        return;
    }
    m_bar->setValue(static_cast<int>(std::min(done, total) * kSteps / total));
    m_figures->setText(tr("%1 of %2").arg(QLocale().toString(done), QLocale().toString(total)));
}

} // namespace tocsin
