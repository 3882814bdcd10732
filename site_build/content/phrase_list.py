"""The sentences that the program uses, with their places. Written by `python -m tools.phrases`: change the code, not this list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_NEEDED = """
advice as_urgent:count belongs_to:urgency more_urgent:count not_known one_as_urgent:count one_more_urgent:count same_action same_subject:number
answers difference dont_know filled:count how_is:title none not_applicable not_known not_shared points:points statement:statement
changes actions added advice agreed:do answer:ask,new,old answers by_answer:shown by_answers:more,shown by_date by_edition by_statements date:new,old documents
changes edition:new,old gone later lists moved:do,new,old new_edition not_needed now pages passed:changes,number question:ask settled statements:new,old
changes unsettled
conditions after:months least:number less:number more:number most:number past score:title statement:statement within:months
costs all_value as_much_as:name benefit:name cash count:name event:number fall:name in_years:years item:number net net_cash net_cash_in_years:years
costs net_in_years:years no_amount:name no_costs no_count:name no_events no_price:name no_share:name no_source:name not_filled_in not_shared not_there:name,what
costs other_event:number own_answer own_value price:name price_nought:name share:name start swapped:name the_fall the_price too_few:count,least,name yearly
money all_estimated board_of_municipality board_of_region budget_of_municipality budget_of_region decides:day,who first_step_is:day,step first_step_was:day,step
money gap_month:gap gap_months:gap hours_stop last_day:day money_stops needed_from:day,end,stops,year on_time:day,weeks partly_estimated
money should_have_decided:day,who tight:day,until,weeks title_ended:day title_on_time:day title_tight:day,stops title_too_late:day,stops too_late:day,year ways
names municipality
pictures actions:count assumption:high,low,name,range between:high,low middle:amount moment:moment one_action:count outcome:amount planned:do,end,start scores
pictures some_actions:all,shown timeline:end,start timeline_note:count tornado unknown
plan all_fits all_others earlier_phase fewer:count fewer_one half_day:amount,who half_days:amount,who later:day leader low_score:points,title more:fits,what
plan more_helps_not:most must_first needed needed_for:title never only_after:do others own_action own_why precondition some_fit:count,fitting still_before:title
plan this_phase too_few too_late:still,title,why too_long:weeks unknown_size unknown_time:amount,who year_ahead
scores blocked:codes,label lower_many:floor,named lower_missing:all,missing lower_one:floor,named too_few_known:all,known,needed
urgency geld_of_mensen gevaar hulp_stopt leren niemand_beslist vasthouden voorwaarden wet
"""


def _read(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines:
        group, *sentences = line.split()
        for key, _, places in (sentence.partition(":") for sentence in sentences):
            yield f"{group}.{key}", tuple(places.split(",")) if places else ()


NEEDED: dict[str, tuple[str, ...]] = dict(_read(_NEEDED.strip().split("\n")))
"""Group and key of each sentence -> the names of its places."""
