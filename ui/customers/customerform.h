#pragma once

#include "models/domain/customer.h"
#include "models/services/workspace.h"
#include "ui/common/conflictpanel.h"
#include "ui/common/uicontext.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace tocsin {

class Banner;
class FormDraft;
class FieldMerge;
class FormRow;
class Label;

/** A form in the page for one thing of the directory: adds it or corrects it, with errors at the fields and a draft. */
class DirectoryForm : public Card
{
    Q_OBJECT

public:
    DirectoryForm(const UiContext &ui, const QString &title, const QString &saveLabel, QWidget *parent = nullptr);
    /** What was typed last is written to the draft. */
    ~DirectoryForm() override;

    void focusFirst();
    /** What waits is written to the draft. */
    void leave();

Q_SIGNALS:
    /** It is saved; the key of what was added, or 0. */
    void saved(qint64 id);
    void cancelled();

protected:
    FormRow *addRow(const QString &label, QWidget *field, const QString &fieldName);
    /** Gives the row that was added last both columns. */
    void spanLast(FormRow *row);
    /** Call when all fields are there. */
    void finish(const QString &draftName);
    virtual void submit() = 0;
    /** Somebody was faster: to read what stands now and give it to settle(). */
    virtual void readTheirs() = 0;
    /** Shows what cannot be put together; `table` and `id` say whose last change it was. `keep` gets the choices. */
    void settle(const FieldMerge &merge, const QString &table, qint64 id,
                std::function<void(const QHash<QString, ConflictPanel::Choice> &)> keep);
    /** Finds the one with the id in what a job reads. */
    template<class T, class Id>
    void readOne(std::function<Result<QList<T>>(Services &)> job, Id id, std::function<void(const T &)> done)
    {
        m_ui.workspace->run<QList<T>>(this, std::move(job), [this, id, done](const Result<QList<T>> &all) {
            if (!all)
                return showError(all.error());
            for (const T &one : *all)
                if (one.id == id)
                    done(one);
        });
    }
    void run(std::function<Result<qint64>(Services &)> job, const QString &said);
    void showError(const Error &error);
    [[nodiscard]] FormDraft &draft() const { return *m_draft; }

    void keyPressEvent(QKeyEvent *event) override;

private:
    UiContext m_ui;
    FormDraft *m_draft;
    Banner *m_banner;
    ConflictPanel *m_conflict;
    std::function<void(const QHash<QString, ConflictPanel::Choice> &)> m_keep; ///< what was decided
    QWidget *m_first = nullptr;
    QGridLayout *m_rows;
    int m_count = 0;
    QPushButton *m_save;
};

/** A customer's name and what is known of it. */
class CustomerForm : public DirectoryForm
{
    Q_OBJECT

public:
    /** Without an id: a new one. */
    CustomerForm(const UiContext &ui, const Customer &customer, QWidget *parent = nullptr);

protected:
    void submit() override;
    void readTheirs() override;

private:
    Customer m_customer;
    QLineEdit *m_name;
    QLineEdit *m_sector;
    QLineEdit *m_country;
    QPlainTextEdit *m_remark;
};

/** A subscription, tenant, case or account. */
class SubscriptionForm : public DirectoryForm
{
    Q_OBJECT

public:
    SubscriptionForm(const UiContext &ui, const Subscription &subscription, QWidget *parent = nullptr);

protected:
    void submit() override;
    void readTheirs() override;

private:
    Subscription m_subscription;
    QLineEdit *m_name;
    QComboBox *m_kind;
};

/** A contact of a customer or of one subscription (P9.2). */
class ContactForm : public DirectoryForm
{
    Q_OBJECT

public:
    ContactForm(const UiContext &ui, const Contact &contact, const QList<Subscription> &subscriptions,
                QWidget *parent = nullptr);

protected:
    void submit() override;
    void readTheirs() override;

private:
    void take(const Contact &now, const QHash<QString, ConflictPanel::Choice> &choices);

    Contact m_contact;
    QLineEdit *m_name;
    QComboBox *m_kind;
    QComboBox *m_of;
    QLineEdit *m_email;
    QLineEdit *m_phone;
    QCheckBox *m_active = nullptr;
    QLineEdit *m_reason = nullptr;
};

/** "Security contact", "Administrator". */
[[nodiscard]] QString contactKindName(const QString &kind);
/** "Subscription", "Tenant", "Support case", "Portal account". */
[[nodiscard]] QString subscriptionKindName(const QString &kind);

} // namespace tocsin
