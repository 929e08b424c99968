#include "ui/notices/messagetable.h"

#include "models/items/messagelistmodel.h"
#include "models/services/workspace.h"
#include "ui/common/chippaint.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/timetext.h"
#include "ui/incident/counted.h"
#include "ui/notices/noticetext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QDir>
#include <QFileDialog>
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

struct Standing
{
    QString text;
    Tone tone;
};

Standing standing(const MessageRow &m)
{
    if (m.reached)
        return {MessageTable::tr("reached"), Tone::Met};
    if (!m.means.isEmpty())
        return {MessageTable::tr("not reached"), Tone::High};
    if (m.result == u"failed")
        return {resultName(m.result), Tone::High};
    if (m.result == u"unsure")
        return {resultName(m.result), Tone::Medium};
    return {resultName(m.result), Tone::Neutral};
}

QString deliveryText(const MessageRow &m)
{
    return m.means.isEmpty() ? QString() : u"%1, %2"_s.arg(meansName(m.means), TimeText().full(m.reachedMs));
}

class MessageDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

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
            option->text = deliveryText(*m);
        if (index.column() == MessageListModel::Address)
            option->font = monoFont(11);
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        if (index.column() != MessageListModel::State)
            return;
        if (const MessageRow *m = static_cast<const MessageListModel *>(index.model())->message(index.row())) {
            const Standing s = standing(*m);
            paintTextChip(*painter, {option.rect.left() + 13, option.rect.center().y() - kChipHeight / 2}, s.text,
                          s.tone, option.rect.width() - 18);
        }
    }
};

/** The model with what a screen reader and a tooltip say. */
class SpokenModel : public MessageListModel
{
public:
    using MessageListModel::MessageListModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        const MessageRow *m = index.isValid() ? message(index.row()) : nullptr;
        if (m && role == Qt::AccessibleTextRole && index.column() == State)
            return standing(*m).text;
        if (m && (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) && index.column() == Delivery &&
            !m->means.isEmpty())
            return u"%1\n%2"_s.arg(meansName(m->means), TimeText().both(m->reachedMs));
        if (m && role == Qt::ToolTipRole && index.column() == State && !m->reply.isEmpty())
            return m->reply;
        if (m && role == Qt::ToolTipRole)
            return MessageListModel::data(index, Qt::DisplayRole);
        return MessageListModel::data(index, role);
    }
};

} // namespace

MessageTable::MessageTable(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_model(new SpokenModel(this))
{
    build();
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateButtons();
        Q_EMIT chosenChanged();
    });
    updateButtons();
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
    m_eml = new QPushButton(tr("Save .eml…"), this);
    m_eml->setObjectName(u"saveEml"_s);
    m_pdf = new QPushButton(tr("Save PDF…"), this);
    m_pdf->setObjectName(u"savePdf"_s);
    for (QPushButton *button : {m_eml, m_pdf}) {
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
    m_view->setItemDelegate(new MessageDelegate(m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(32);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->horizontalHeader()->setStretchLastSection(true);
    const std::array widths{150, 120, 220, 96, 190, 160};
    for (int i = 0; i < MessageListModel::ColumnCount; ++i)
        m_view->setColumnWidth(i, widths[static_cast<size_t>(i)]);
    m_view->horizontalHeader()->moveSection(MessageListModel::State,
                                            1); // how it stands comes right after who it is for
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &MessageTable::showMenu);
    connect(m_view, &QTableView::activated, this, &MessageTable::deliveryWanted);
    layout->addWidget(m_view, 1);
}

void MessageTable::setMessages(const QList<MessageRow> &messages, const QString &reference)
{
    m_reference = reference;
    m_model->assign(messages);
    const auto reached = std::count_if(messages.begin(), messages.end(), [](const MessageRow &m) { return m.reached; });
    const auto open =
        std::count_if(messages.begin(), messages.end(), [](const MessageRow &m) { return m.means.isEmpty(); });
    m_summary->setText(tr("%1 · %2 reached · %3 open")
                           .arg(counted(messages.size(), tr("%1 message"), tr("%1 messages")))
                           .arg(reached)
                           .arg(open));
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

void MessageTable::updateButtons()
{
    const auto rows = m_view->selectionModel()->selectedRows();
    const MessageRow *m = rows.size() == 1 ? m_model->message(rows.first().row()) : nullptr;
    m_eml->setEnabled(m && m->eml.isValid());
    m_pdf->setEnabled(m && m->pdf.isValid());
    const QString tip = m ? QString() : tr("Choose one message.");
    m_eml->setToolTip(tip);
    m_pdf->setToolTip(tip);
}

void MessageTable::showMenu(const QPoint &at)
{
    if (!m_view->indexAt(at).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(u"check-circle"), tr("Record delivery…"), this, &MessageTable::deliveryWanted);
    QAction *eml = menu->addAction(icon(u"export"), tr("Save .eml…"), this, [this] { save(File::Eml); });
    QAction *pdf = menu->addAction(icon(u"export"), tr("Save PDF…"), this, [this] { save(File::Pdf); });
    eml->setEnabled(m_eml->isEnabled());
    pdf->setEnabled(m_pdf->isEnabled());
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void MessageTable::save(File which)
{
    const auto ids = chosen();
    const auto rows = m_view->selectionModel()->selectedRows();
    const MessageRow *m = rows.size() == 1 ? m_model->message(rows.first().row()) : nullptr;
    if (!m || ids.isEmpty())
        return;
    const AttachmentId id = which == File::Eml ? m->eml : m->pdf;
    const QString suffix = which == File::Eml ? u"eml"_s : u"pdf"_s;
    const QString name = u"%1-message-%2.%3"_s.arg(m_reference).arg(m->id.value).arg(suffix);
    auto *dialog = new QFileDialog(this, tr("Save the message"), QDir::home().filePath(name));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id](const QString &path) { write(id, path); });
    dialog->open();
}

void MessageTable::write(AttachmentId id, const QString &path)
{
    m_ui.workspace->runLong<void>(
        this,
        [id, path](Services &s) -> Result<void> {
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly))
                return failure(ErrorKind::Internal, tr("%1 cannot be written: %2").arg(path, file.errorString()));
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // customer data: nobody else on the machine
            if (auto ok = s.timeline.readAttachment(id, file); !ok)
                return ok;
            if (!file.commit())
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
