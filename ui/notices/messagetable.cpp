#include "ui/notices/messagetable.h"

#include "models/items/messagelistmodel.h"
#include "models/services/workspace.h"
#include "ui/common/chippaint.h"
#include "ui/common/clockticker.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/fittedcolumns.h"
#include "ui/common/timetext.h"
#include "ui/incident/counted.h"
#include "ui/notices/noticetext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSaveFile>
#include <QStyledItemDelegate>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kRoomForAll = 460; ///< for every column

struct Standing
{
    QString text;
    Tone tone;
};

Standing standing(const MessageRow &m, qint64 nowMs)
{
    const MessageState state = messageState(m.facts, nowMs);
    // Written for a person to carry: what the mail server would have said is not there.
    const QString text = state == MessageState::Sent && m.facts.means != u"smtp" ? resultName(m.result) : nameOf(state);
    switch (state) {
    case MessageState::Reached:
        return {text, Tone::Met};
    case MessageState::Returned:
    case MessageState::Failed:
        return {text, Tone::High};
    case MessageState::Unsure:
    case MessageState::Retrying:
        return {text, Tone::Medium};
    default:
        return {text, Tone::Neutral};
    }
}

/** What the last attempt brought, for the tooltip. */
QString attemptText(const MessageRow &m)
{
    QStringList lines;
    if (m.attempts > 0 && m.facts.means == u"smtp")
        lines << MessageTable::tr("Attempt %1: %2").arg(m.attempts).arg(TimeText().both(m.facts.attemptMs));
    if (!m.reply.isEmpty())
        lines << m.reply;
    if (const qint64 next = nextTryMs(m.facts); next > 0)
        lines << MessageTable::tr("Tried again at %1").arg(TimeText().both(next));
    if (!m.endReason.isEmpty())
        lines << m.endReason;
    return lines.join(u'\n');
}

QString deliveryText(const MessageRow &m)
{
    return m.means.isEmpty() ? QString() : u"%1, %2"_s.arg(meansName(m.means), TimeText().full(m.reachedMs));
}

class MessageDelegate : public QStyledItemDelegate
{
public:
    MessageDelegate(const Clock &clock, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_clock(clock)
    {
    }

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto *model = static_cast<const MessageListModel *>(index.model());
        const MessageRow *m = model->message(index.row());
        if (!m)
            return;
        if (index.column() == MessageListModel::State)
            option->text.clear();
        if (index.column() == MessageListModel::Delivery)
            option->text = m->means.isEmpty() ? m->reply : deliveryText(*m); // or why it did not arrive
        if (index.column() == MessageListModel::Address)
            option->font = monoFont(11);
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        if (index.column() != MessageListModel::State)
            return;
        if (const MessageRow *m = static_cast<const MessageListModel *>(index.model())->message(index.row())) {
            const Standing s = standing(*m, m_clock.nowMs());
            paintTextChip(*painter, {option.rect.left() + 13, option.rect.center().y() - kChipHeight / 2}, s.text,
                          s.tone, option.rect.width() - 18);
        }
    }

private:
    const Clock &m_clock;
};

/** The model with what a screen reader and a tooltip say. */
class SpokenModel : public MessageListModel
{
public:
    SpokenModel(const Clock &clock, QObject *parent)
        : MessageListModel(parent)
        , m_clock(clock)
    {
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const MessageRow *m = index.isValid() ? message(index.row()) : nullptr;
        if (m && role == Qt::AccessibleTextRole && index.column() == State)
            return standing(*m, m_clock.nowMs()).text;
        if (m && (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) && index.column() == Delivery &&
            !m->means.isEmpty())
            return u"%1\n%2"_s.arg(meansName(m->means), TimeText().both(m->reachedMs));
        if (m && (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) && index.column() == Delivery)
            return m->reply;
        if (m && role == Qt::ToolTipRole && index.column() == State && !attemptText(*m).isEmpty())
            return attemptText(*m);
        if (m && role == Qt::ToolTipRole)
            return MessageListModel::data(index, Qt::DisplayRole);
        return MessageListModel::data(index, role);
    }

private:
    const Clock &m_clock;
};

} // namespace

MessageTable::MessageTable(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_model(new SpokenModel(ui.workspace->clock(), this))
{
    build();
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateButtons();
        Q_EMIT chosenChanged();
    });
    updateButtons();
}

/** Beside a panel, which tells of the chosen message, whose it is and how it stands come first. */
void MessageTable::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < kRoomForAll;
    m_view->setColumnHidden(MessageListModel::Address, narrow);
    m_view->setColumnHidden(MessageListModel::Delivery, narrow);
}

void MessageTable::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    m_summary = new ElidedLabel({}, TextStyle::SmallMuted, this);
    bar->addWidget(m_summary, 1);
    m_decide = new QPushButton(icon(u"edit"), tr("Decide…"), this);
    m_decide->setObjectName(u"messageDecide"_s);
    m_decide->hide();
    connect(m_decide, &QPushButton::clicked, this, &MessageTable::decisionWanted);
    m_eml = new QPushButton(tr("Save .eml…"), this);
    m_eml->setObjectName(u"saveEml"_s);
    m_pdf = new QPushButton(tr("Save PDF…"), this);
    m_pdf->setObjectName(u"savePdf"_s);
    for (QPushButton *button : {m_decide, m_eml, m_pdf}) {
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
        bar->addWidget(button);
    }
    // Queued: a dialog must not keep a screen reader's call waiting.
    connect(
        m_eml, &QPushButton::clicked, this, [this] { save(File::Eml); }, Qt::QueuedConnection);
    connect(
        m_pdf, &QPushButton::clicked, this, [this] { save(File::Pdf); }, Qt::QueuedConnection);
    layout->addLayout(bar);
    m_view = new QTableView(this);
    m_view->setObjectName(u"messages"_s);
    m_view->setAccessibleName(tr("Messages"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new MessageDelegate(m_ui.workspace->clock(), m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(32);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const std::array widths{150, 120, 220, 96, 190, 160};
    for (int i = 0; i < MessageListModel::ColumnCount; ++i)
        m_view->setColumnWidth(i, widths[static_cast<size_t>(i)]);
    new FittedColumns(m_view->horizontalHeader(), MessageListModel::Proof, 88, {80, 64, 96, 88, 96});
    m_view->horizontalHeader()->moveSection(MessageListModel::State,
                                            1); // how it stands comes right after who it is for
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &MessageTable::showMenu);
    connect(m_view, &QTableView::activated, this, [this] {
        if (needsDecision())
            Q_EMIT decisionWanted();
        else
            Q_EMIT deliveryWanted();
    });
    // What is being sent becomes unsure by time alone.
    if (m_ui.ticker)
        connect(m_ui.ticker, &ClockTicker::tick, this, [this] {
            const auto rows = m_model->messages();
            if (std::any_of(rows.begin(), rows.end(),
                            [](const MessageRow &m) { return m.facts.means == u"smtp" && m.facts.result.isEmpty(); }))
                m_view->viewport()->update();
        });
    layout->addWidget(m_view, 1);
}

void MessageTable::setMessages(const QList<MessageRow> &messages, const QString &reference)
{
    m_reference = reference;
    m_model->assign(messages);
    const auto reached = std::count_if(messages.begin(), messages.end(), [](const MessageRow &m) { return m.reached; });
    const qint64 now = m_ui.workspace->clock().nowMs();
    QHash<MessageState, int> states;
    for (const MessageRow &m : messages)
        ++states[messageState(m.facts, now)];
    const auto open = std::count_if(messages.begin(), messages.end(),
                                    [](const MessageRow &m) { return m.means.isEmpty() && m.facts.end.isEmpty(); });
    QString text = tr("%1 · %2 reached · %3 open")
                       .arg(counted(messages.size(), tr("%1 message"), tr("%1 messages")))
                       .arg(reached)
                       .arg(open);
    if (const int failed = states.value(MessageState::Failed); failed > 0)
        text += tr(" · %1 failed").arg(failed);
    if (const int unsure = states.value(MessageState::Unsure); unsure > 0)
        text += tr(" · %1 unsure").arg(unsure);
    m_summary->setText(text);
    updateButtons();
}

QList<MessageId> MessageTable::chosen() const
{
    QList<MessageId> ids;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        if (const MessageRow *m = m_model->message(index.row()))
            ids << m->id;
    return ids;
}

const MessageRow *MessageTable::chosenOne() const
{
    const auto rows = m_view->selectionModel()->selectedRows();
    return rows.size() == 1 ? m_model->message(rows.first().row()) : nullptr;
}

bool MessageTable::needsDecision() const
{
    const MessageRow *m = chosenOne();
    if (!m)
        return false;
    const MessageState state = messageState(m->facts, m_ui.workspace->clock().nowMs());
    return state == MessageState::Failed || state == MessageState::Unsure || state == MessageState::Retrying ||
           (m_byMail && (state == MessageState::Waiting || state == MessageState::Returned));
}

void MessageTable::setByMail(bool byMail)
{
    m_byMail = byMail;
    m_decide->setVisible(byMail);
    updateButtons();
}

void MessageTable::updateButtons()
{
    const MessageRow *m = chosenOne();
    for (QPushButton *button : {m_eml, m_pdf}) {
        button->setEnabled(m);
        button->setToolTip(m ? QString() : tr("Choose one message."));
    }
    m_decide->setEnabled(needsDecision());
    m_decide->setToolTip(m_decide->isEnabled() ? QString()
                         : m                   ? tr("There is nothing to decide about this one.")
                                               : tr("Choose one message."));
}

void MessageTable::showMenu(const QPoint &at)
{
    if (!m_view->indexAt(at).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (needsDecision())
        menu->addAction(icon(u"edit"), tr("Decide on it…"), this, &MessageTable::decisionWanted);
    menu->addAction(icon(u"check-circle"), tr("Record delivery…"), this, &MessageTable::deliveryWanted);
    if (const MessageRow *m = chosenOne())
        menu->addAction(icon(u"copy"), tr("Copy the Message-ID"), this,
                        [ref = m->messageRef] { QGuiApplication::clipboard()->setText(u'<' + ref + u'>'); });
    QAction *eml = menu->addAction(icon(u"export"), tr("Save .eml…"), this, [this] { save(File::Eml); });
    QAction *pdf = menu->addAction(icon(u"export"), tr("Save PDF…"), this, [this] { save(File::Pdf); });
    eml->setEnabled(m_eml->isEnabled());
    pdf->setEnabled(m_pdf->isEnabled());
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void MessageTable::save(File which)
{
    const MessageRow *m = chosenOne();
    if (!m)
        return;
    const QString suffix = which == File::Eml ? u"eml"_s : u"pdf"_s;
    const QString name = u"%1-message-%2.%3"_s.arg(m_reference).arg(m->id.value).arg(suffix);
    auto *dialog = new QFileDialog(this, tr("Save the message"), QDir::home().filePath(name));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, id = m->id, letter = which == File::Pdf](const QString &path) { write(id, letter, path); });
    dialog->open();
}

void MessageTable::write(MessageId id, bool letter, const QString &path)
{
    m_ui.workspace->runLong<void>(
        this,
        [id, letter, path](Services &s) -> Result<void> {
            auto bytes = s.outbox.file(id, letter); // made if nobody needed it before
            if (!bytes)
                return tl::unexpected(bytes.error());
            QSaveFile file(path);
            bool written = file.open(QIODevice::WriteOnly);
            if (written) {
                file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // customer data: nobody else on the machine
                written = file.write(*bytes) == bytes->size() && file.commit();
            }
            if (!written)
                return failure(ErrorKind::Internal, tr("%1 cannot be written: %2").arg(path, file.errorString()));
            return {};
        },
        [this, path](const Result<void> &r) {
            if (!r)
                Q_EMIT failed(r.error());
            else if (m_ui.say)
                m_ui.say(tr("Saved %1").arg(path));
        });
}

} // namespace tocsin
