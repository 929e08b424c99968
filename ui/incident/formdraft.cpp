#include "ui/incident/formdraft.h"

#include "models/services/draftdesk.h"
#include "ui/common/choicegroup.h"
#include "ui/common/duefield.h"
#include "ui/common/instantedit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace tocsin {

namespace {
constexpr int kDebounceMs = 400;
}

FormDraft::FormDraft(const UiContext &ui, QObject *parent)
    : QObject(parent)
    , m_ui(ui)
    , m_desk(&ui.workspace->drafts())
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDebounceMs);
    connect(&m_timer, &QTimer::timeout, this, &FormDraft::save);
    connect(ui.workspace, &Workspace::recovered, this, [this] {
        if (m_touched && m_unsaved)
            save();
    });
}

FormDraft::~FormDraft()
{
    release(); // whoever owns it has flushed: the fields may be gone by now
}

void FormDraft::watch(const QString &key, std::function<QJsonValue()> read,
                      std::function<void(const QJsonValue &)> write)
{
    m_fields.append({key, std::move(read), std::move(write)});
}

void FormDraft::watch(const QString &key, QLineEdit *field)
{
    watch(
        key, [field] { return QJsonValue(field->text()); },
        [field](const QJsonValue &v) { field->setText(v.toString()); });
    connect(field, &QLineEdit::textChanged, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, QPlainTextEdit *field)
{
    watch(
        key, [field] { return QJsonValue(field->toPlainText()); },
        [field](const QJsonValue &v) { field->setPlainText(v.toString()); });
    connect(field, &QPlainTextEdit::textChanged, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, QComboBox *field)
{
    watch(
        key, [field] { return QJsonValue(field->currentData().toString()); },
        [field](const QJsonValue &v) {
            for (int i = 0; i < field->count(); ++i)
                if (field->itemData(i).toString() == v.toString())
                    field->setCurrentIndex(i);
        });
    connect(field, &QComboBox::activated, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, QAbstractButton *field)
{
    watch(
        key, [field] { return QJsonValue(field->isChecked()); },
        [field](const QJsonValue &v) { field->setChecked(v.toBool()); });
    connect(field, &QAbstractButton::toggled, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, ChoiceGroup *field)
{
    watch(
        key, [field] { return QJsonValue(field->value().toString()); },
        [field](const QJsonValue &v) { field->setValue(v.toString()); });
    connect(field, &ChoiceGroup::valueChanged, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, CheckCardGroup *field)
{
    watch(
        key, [field] { return QJsonValue(QJsonArray::fromVariantList(field->values())); },
        [field](const QJsonValue &v) { field->setValues(v.toArray().toVariantList()); });
    connect(field, &CheckCardGroup::valuesChanged, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, InstantEdit *field)
{
    watch(
        key, [field] { return QJsonValue(field->ms()); },
        [field](const QJsonValue &v) { field->setMs(v.toInteger()); });
    connect(field, &InstantEdit::edited, this, &FormDraft::touch);
}

void FormDraft::watch(const QString &key, DueField *field)
{
    watch(QStringLiteral("has") + key.left(1).toUpper() + key.mid(1), field->box());
    watch(key, field->instant());
}

void FormDraft::open(const QString &name, IncidentId incident)
{
    leave();
    m_name = name;
    m_incident = incident;
    m_store = m_desk->store();
    m_editor = DraftDesk::newEditor();
    m_desk->hold(m_editor);
    m_desk->read(this, name, [this, editor = m_editor](const QList<Draft> &drafts) {
        if (editor == m_editor && !m_touched && !drafts.isEmpty())
            take(drafts.first());
    });
}

void FormDraft::leave()
{
    flush();
    release();
    m_name.clear();
    m_editor.clear();
    m_before.reset();
    m_touched = m_kept = m_unsaved = false;
}

void FormDraft::release()
{
    if (!m_desk)
        return;
    m_desk->release(m_editor);
    if (m_before)
        m_desk->release(m_before->editor);
}

void FormDraft::take(const Draft &draft)
{
    m_desk->hold(draft.editor);
    m_before = {draft.editor, draft.payload};
    m_lastMs = std::max(m_lastMs, draft.updatedMs);
    m_kept = true;
    const QJsonObject values = QJsonDocument::fromJson(draft.payload.toUtf8()).object();
    {
        const Pause pause(*this);
        for (const Field &f : m_fields)
            if (values.contains(f.key))
                f.write(values.value(f.key));
    }
    m_touched = true;
    Q_EMIT restored();
}

void FormDraft::touch()
{
    if (m_restoring || m_name.isEmpty())
        return;
    m_touched = true;
    ++m_typed;
    m_timer.start();
}

void FormDraft::flush()
{
    if (m_timer.isActive())
        save();
}

qint64 FormDraft::nextMs()
{
    // Later than the change before it, also when the clock was set back meanwhile.
    m_lastMs = std::max(m_ui.workspace->clock().nowMs(), m_lastMs + 1);
    return m_lastMs;
}

Draft FormDraft::gone()
{
    return {m_name, m_incident, {}, nextMs(), m_editor, m_before};
}

void FormDraft::save()
{
    m_timer.stop();
    if (m_name.isEmpty() || m_ui.workspace->status().readOnly)
        return;
    if (m_isEmpty && m_isEmpty()) {
        discard();
        return;
    }
    QJsonObject values;
    for (const Field &f : m_fields)
        values.insert(f.key, f.read());
    const QString payload = QString::fromUtf8(QJsonDocument(values).toJson(QJsonDocument::Compact));
    m_kept = true;
    m_desk->save(m_store, {m_name, m_incident, payload, nextMs(), m_editor, m_before}, this,
                 [this, editor = m_editor](const Result<void> &saved) {
                     if (editor == m_editor)
                         answer(saved);
                 });
}

void FormDraft::answer(const Result<void> &saved)
{
    if (!saved && !m_unsaved && m_ui.showError)
        m_ui.showError({saved.error().kind,
                        tr("What you type cannot be kept now, neither in the database nor on this computer. Copy it "
                           "before you close the window."),
                        saved.error().detail,
                        {}});
    m_unsaved = !saved;
}

void FormDraft::discard()
{
    m_timer.stop();
    m_touched = false;
    m_unsaved = false;
    if (m_name.isEmpty() || !std::exchange(m_kept, false) || m_ui.workspace->status().readOnly)
        return;
    m_desk->save(m_store, gone(), this, {});
}

void FormDraft::settle(const QString &editor, int typed, bool done)
{
    if (editor != m_editor)
        return;
    if (!done) {
        // An act of several steps may have ended with the first one done.
        if (m_touched)
            save();
    } else if (typed == m_typed) {
        m_timer.stop();
        m_touched = m_kept = m_unsaved = false;
    }
}

} // namespace tocsin
