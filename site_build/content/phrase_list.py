"""The sentences that the program uses, with their places. Written by `python -m tools.phrases`: change the code, not this list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_NEEDED = """
advice as_urgent:count belongs_to:urgency by:by by_late:by,needed by_later:by by_planned:by fits_not goes_along:number in_plan in_the_plan more_urgent:count
advice no_day not_known one_as_urgent:count one_more_urgent:count same_action same_subject:number to_document to_mail too_late
advice_kinds doen stop uitzoeken vasthouden
answers difference dont_know filled:count how_is:title none not_applicable not_known not_shared points:points statement:statement
benefit_kinds geld maatschappelijk onbekend
calendar action:do begin:do closed:status decides:who latest_start:title moment:title moment_estimated:title moment_week_before:title name:municipality
calendar prepares:who start:day week_before:do who:who why_now:why work:lead,others
certainty background excerpt own-advice read
changes actions added advice agreed:do answer:ask,new,old answers by_answer:shown by_answers:more,shown by_date by_edition by_statements date:new,old documents
changes edition:new,old gone later lists moved:do,new,old new_edition not_needed now pages passed:changes,number question:ask settled statements:new,old
changes statements_differ unsettled
choices one_place ours places:count who
conditions after:months least:number less:number more:number most:number past score:title statement:statement within:months
costs after:amount,day all_value as_much_as:name back:amount benefit:name between:high,low cash count:name event:number fall:name in_years:years item:number
costs left_out:names line:amount line_start:amount net net_cash net_cash_in_years:years net_in_years:years never_even no_amount:name no_costs no_count:name
costs no_events no_price:name no_share:name no_source:name none_back not_filled_in not_shared not_there:name,what other_event:number own_answer own_hours
costs own_value payers:listed per_unit:amount price:name price_nought:name share:name start swapped:name the_fall the_price too_few:count,least,name yearly
costsheet amount at_high at_low benefit benefits changed check costs even event events for_whom given high item kind kind_title kind_told low mid none_here
costsheet not_back not_computed now once over_years:years payer source swapped told too_many tornado tornado_note unit unknown years
document_kinds afspraak besluit brief kaart plan voorstel
documents before:day before_guess:day catch_up day_missed:day,title day_missed_until:day,ready,title day_passed:day,title done not_fitting planned:day,owner
findout action:count actions:count advice:count also also_now dear haste:ask haste_more:asks name one_advice:count only page:count pages:count part:ask,entry
findout regards subject term:day term_part:day the:who
folding answer left many:number one open_ask open_ask_one open_left open_question:ask,who open_title
form agree agree_help alone:choice answer at_most count cover_confidential:label cover_how cover_list cover_moments cover_more cover_passed_on cover_ready
form cover_role:role cover_sheet:names cover_sheets:names cover_statements cover_unknown:label cover_who cover_yellow date_of_answer:ask
form date_of_answer_or:ask,day date_or:label date_prompt:dropped day estimated:day example:example explained file_title fill_sheet:item,none,sheet fits_not
form for_example:example for_maker how_euro how_number how_seen how_unit:unit key look_up made_on:day make make_with marks_who:who mind moment
form moments_told:dropped month_before:moment,months months_before:moment,months my_role:role no_date not_shared:label number_or:label one_line:item
form only_if:condition only_unknown or_type:label paper_back paper_how:label paper_moments paper_role:role paper_statements:label,scale paper_tick purpose
form purpose_for:what question questions_told scale statement statements_told:scale title too_long usual who who_knows why yes_or_empty your_date your_role
form your_view
form_how choice choices date municipality scale text yes_no
heads accessibility accessibility_about actions actions_about answers answers_about answers_shared beside beside_about beside_shared book book_about changes
heads changes_about costs costs_about documents documents_about downloads downloads_about findout findout_about game game_about glance glance_about glossary
heads glossary_about home:municipality home_about lists lists_about omitted omitted_about omitted_shared overview overview_about plan plan_about
heads plan_about_shared plan_shared questionnaire registers registers_about risks risks_about roles roles_about route route_about situation situation_about
heads sources sources_about
interview clash:degree,number,statement
menu actions home later plan plan_shared reference roles sources
money all_estimated as_soon_as_possible:day begins:day,do begins_after_choice begins_late:day,do between_month:gap between_months:gap board_of_municipality
money board_of_region budget_of_municipality budget_of_region decides:day,who decision_is:day,title decision_was:day,title first_step_is:day,step
money first_step_was:day,step gap_month:gap gap_months:gap hours_needed_from:day,end,stops,year hours_stop last_day:day last_start last_start_is:day
money last_start_was:day money_stops needed_from:day,end,stops,year next_budget:next,year on_the_way:listed on_the_way_day:day,title on_the_way_one:listed
money on_time:day,weeks partly_estimated quiet_start quiet_start_was:day,day_needed,title should_have_decided:day,who this_week tight:day,until,weeks
money title_ended:day title_on_time:day title_tight:day,stops title_too_late:day,stops today too_late:day,year ways
names and attachments edition_line:day,version municipality not_here notice site:municipality until_then:acting,role
numbers 1 10 11 12 2 3 4 5 6 7 8 9
paper box box_for_maker complete contents_hint shared
pictures actions:count assumption:high,low,name,range between:high,low middle:amount moment:moment one_action:count outcome:amount planned:do,end,start scores
pictures some_actions:all,shown timeline:end,start timeline_note:count tornado unknown
plan all_fits all_others asked:question,who done dropped earlier_phase estimated:day fewer:count fewer_one fit_not:count half_day:amount,who
plan half_days:amount,who intro:day,lead,others,until is_busy is_done kind_action kind_date kind_moment kind_question kind_step kind_together later:day leader
plan leader_alone low_score:points,title moment_missed:title moment_moved:day,title more:fits,what more_helps_not:most must_first needed needed_for:title never
plan no_half_days nobody_shared:who nobody_until:day,who nobody_yet:who not_in_time:day,title not_needed_here one_fits_not only_after:do opens_later:day
plan opens_then others own_action own_why passed:day perhaps:title perhaps_shared:title period:end,start period_wait:end,start,worked precondition
plan quarter:count,most quarter_busy:count,most,top quarter_one quarter_one_step quarter_steps:count read_more:title role_line_if_so:line,so
plan some_fit:count,fitting still_before:title this_phase together:do,who too_few too_late:still,title,why too_long:weeks unknown_size unknown_time:amount,who
plan without_leader year_ahead
scores advice:advice band:high,low blocked:codes,label differs:points embedding find_out:statement find_out_first from_answers:shown gap:percent hidden:roles
scores later lower_many:floor,named lower_missing:all,missing lower_one:floor,named nobody_knows not_applicable of_hundred:points points:label,points readiness
scores too_few_known:all,known,needed too_unknown unknown unknown_points
undecided holds:condition not_asked:condition not_known:condition
urgency geld_of_mensen gevaar hulp_stopt leren niemand_beslist vasthouden voorwaarden wet
workbook by_you chance choose choose_told date fixed_day lists moments:dropped name:municipality no_date our_estimate own_actions perhaps plan
workbook plan_of:municipality priority ready_on risks status to_work_with yes_or_no
"""


def _read(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines:
        group, *sentences = line.split()
        for key, _, places in (sentence.partition(":") for sentence in sentences):
            yield f"{group}.{key}", tuple(places.split(",")) if places else ()


NEEDED: dict[str, tuple[str, ...]] = dict(_read(_NEEDED.strip().split("\n")))
"""Group and key of each sentence -> the names of its places."""
